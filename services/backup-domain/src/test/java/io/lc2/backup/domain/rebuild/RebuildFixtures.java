package io.lc2.backup.domain.rebuild;

import static io.lc2.backup.domain.catalog.CatalogFixtures.PROJECT;
import static io.lc2.backup.domain.catalog.CatalogFixtures.T0;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogFixtures;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.rebuild.LogRecovery.Left;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Histories with and without their ends, and what lies in the bucket. */
final class RebuildFixtures {

    static final Instant NOW = T0.plusSeconds(3600);

    private RebuildFixtures() {}

    static ManifestFound.Sound sound() {
        return new ManifestFound.Sound(new StoredBackup(
                CatalogFixtures.request(),
                T0,
                T0.plusSeconds(1),
                T0.plusSeconds(60),
                Set.of(Component.DATABASE),
                10,
                0,
                "ab".repeat(32),
                CatalogFixtures.result().checks()));
    }

    static ProjectHistory history(List<? extends BackupEvent> events) {
        ProjectHistory history = new ProjectHistory();
        events.forEach(history::happened);
        return history;
    }

    static Left left(ProjectHistory history, String id, ManifestFound manifest) {
        OperationId operation = new OperationId(id);
        return new Left(
                PROJECT,
                operation,
                history.remains().get(operation),
                history.points().get(operation),
                manifest,
                history.isTorn(operation));
    }
}
