package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.domain.plan.StepKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run does.
 *
 * @param seed of everything that is drawn
 * @param faults what may break
 * @param steps at which boundaries
 * @param rounds how often the matrix is gone through
 * @param cells fields of it at most
 * @param operations asked for at least, before everything settles
 * @param longest after which no further fault is injected
 * @param metadataOutage how long the catalog's PostgreSQL is away
 * @param heap of each executor
 * @param directory where everything is; must not exist, and is gone at the end unless something was found
 */
public record ChaosSettings(
        long seed,
        Set<FaultKind> faults,
        List<StepKind> steps,
        int rounds,
        int cells,
        int operations,
        Duration longest,
        Duration metadataOutage,
        String heap,
        Path directory) {

    public ChaosSettings {
        faults = Set.copyOf(faults);
        steps = List.copyOf(steps);
    }
}
