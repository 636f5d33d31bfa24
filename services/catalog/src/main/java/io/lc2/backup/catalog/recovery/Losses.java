package io.lc2.backup.catalog.recovery;

import io.lc2.backup.domain.rebuild.Loss;
import io.lc2.backup.domain.rebuild.LossKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What could not be recovered: all of it counted and logged, the first of it kept. */
final class Losses {

    private static final Logger log = LoggerFactory.getLogger(Losses.class);

    private static final int KEPT = 1_000;

    private final List<Loss> first = new ArrayList<>();
    private long total;

    void add(LossKind kind, String project, String id, String detail) {
        addAll(List.of(new Loss(kind, project, id, detail)));
    }

    void addAll(Collection<Loss> losses) {
        for (Loss loss : losses) {
            total++;
            if (first.size() < KEPT) {
                first.add(loss);
            }
            log.atWarn()
                    .addKeyValue("kind", loss.kind())
                    .addKeyValue("projectId", loss.project())
                    .addKeyValue("id", loss.id())
                    .addKeyValue("detail", loss.detail())
                    .addKeyValue("nextStep", loss.kind().nextStep())
                    .log("not recovered");
        }
    }

    List<Loss> first() {
        return List.copyOf(first);
    }

    long total() {
        return total;
    }
}
