package io.lc2.backup.testkit.simulation;

import static io.lc2.backup.testkit.simulation.InvariantViolation.unless;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.ImpossibleTransitionException;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalog beside the executor: folded as things happen, then again from the log alone in other orders. */
final class CatalogChecks {

    private final World world;
    private final Map<String, CatalogEntry> live = new TreeMap<>();

    CatalogChecks(World world) {
        this.world = world;
    }

    void published(BackupCommand command) {
        fold(live, command.meta().project(), new CatalogInput.Asked(command));
    }

    void happened(BackupEvent event) {
        fold(live, event.project(), new CatalogInput.Happened(event));
    }

    /** The live entries, those of a rebuild after commands have expired, and those of one that reads commands last. */
    void compareWithReplay(Partition partition) {
        Map<String, CatalogEntry> replayed = new TreeMap<>();
        partition.events().forEach(event -> fold(replayed, event.project(), new CatalogInput.Happened(event)));
        partition
                .commands()
                .forEach(command -> fold(replayed, command.meta().project(), new CatalogInput.Asked(command)));
        // A rebuild that was interrupted reads the log again over entries that are there.
        partition.events().forEach(event -> fold(replayed, event.project(), new CatalogInput.Happened(event)));
        live.forEach((key, entry) -> {
            if (world.partitionOf(entry.project()) == partition) {
                unless(
                        entry.equals(replayed.get(key)),
                        Invariant.REPLAY_EQUALS_LIVE,
                        () -> "the catalog has " + entry + ", a replay makes " + replayed.get(key));
            }
        });
        replayed.forEach((key, entry) -> {
            RecoveryPoint point = entry instanceof CatalogEntry.Known known ? known.recoveryPoint() : null;
            RecoveryPoint stored = partition.points().get(key);
            unless(
                    point == null ? stored == null : point.equals(stored),
                    Invariant.REPLAY_EQUALS_LIVE,
                    () -> "the catalog has " + point + ", the executor " + stored);
        });
    }

    private static void fold(Map<String, CatalogEntry> entries, ProjectId project, CatalogInput input) {
        try {
            CatalogFold.changes(input, id -> find(entries, project, id))
                    .forEach((id, entry) -> entries.put(project + "/" + id, entry));
        } catch (ImpossibleTransitionException impossible) {
            throw new InvariantViolation(Invariant.REPLAY_EQUALS_LIVE, String.valueOf(impossible.getMessage()));
        }
    }

    private static @Nullable CatalogEntry find(Map<String, CatalogEntry> entries, ProjectId project, OperationId id) {
        return entries.get(project + "/" + id);
    }
}
