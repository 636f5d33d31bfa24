package io.lc2.backup.testkit.simulation;

import static io.lc2.backup.testkit.simulation.InvariantViolation.unless;

import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.messaging.codec.Signal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Is told of everything and holds it against the invariants. */
final class Checks {

    private final World world;
    private final LogChecks log;
    private final StorageChecks storage;
    private @Nullable String defect;

    Checks(World world) {
        this.world = world;
        this.log = new LogChecks(world);
        this.storage = new StorageChecks(world);
        world.provider().watchedBy(storage);
    }

    void published(BackupCommand command) {
        log.published(command);
    }

    void defect(String input) {
        defect = input;
    }

    /** An executor has decided about an input; nothing is committed yet. */
    void decided(SimulatedExecutor executor, List<Object> outputs) {
        Set<OperationKind> started = EnumSet.noneOf(OperationKind.class);
        for (Object output : outputs) {
            if (output instanceof OperationEvent.OperationStarted event) {
                started.add(event.meta().kind());
            }
        }
        if (started.isEmpty()) {
            return;
        }
        Map<OperationKind, Integer> active = new EnumMap<>(OperationKind.class);
        for (SimulatedTask task : executor.tasks().values()) {
            for (OperationState state : task.operations()) {
                if (task.isOpen() && state.active()) {
                    active.merge(state.operation().first().kind(), 1, Integer::sum);
                }
            }
        }
        Limits limits = world.scenario().limits();
        FreeSlots left = new FreeSlots(
                limits.backups() - active.getOrDefault(OperationKind.BACKUP, 0),
                limits.restores() - active.getOrDefault(OperationKind.RESTORE, 0),
                limits.maintenance()
                        - active.getOrDefault(OperationKind.VERIFICATION, 0)
                        - active.getOrDefault(OperationKind.PURGE, 0));
        for (OperationKind kind : started) {
            // After the start: nothing left is allowed, less than nothing is not.
            FreeSlots before = new FreeSlots(left.backups() + 1, left.restores() + 1, left.maintenance() + 1);
            unless(
                    before.allow(kind),
                    Invariant.WITHIN_LIMITS,
                    () -> executor.number() + " has " + active + " at work");
        }
    }

    /** A report of an attempt that is not the current one was read; it must change nothing of its operation. */
    void staleReport(StepAttempt attempt, List<Object> outputs) {
        for (Object output : outputs) {
            boolean about = output instanceof OperationEvent event
                    && event.project().equals(attempt.project())
                    && event.meta().operationId().equals(attempt.operationId());
            unless(!about, Invariant.ONE_LIVE_ATTEMPT, () -> "a report of " + attempt + " leads to " + output);
        }
    }

    /** A transaction was committed. */
    void committed(Partition partition, SimulatedExecutor executor, List<Object> written, TaskStores.Changes changes) {
        for (Object value : written) {
            if (value instanceof Signal signal) {
                partition.signals().add(signal);
            } else if (value instanceof BackupEvent event) {
                partition.events().add(event);
                world.trace(executor.number() + " wrote", event.getClass().getSimpleName() + " " + event.eventId(), 0);
                log.happened(event);
                storage.happened(event);
            }
        }
        log.committed(partition, changes.operations(), changes.points());
    }

    void afterStep() {
        unless(defect == null, Invariant.NO_DEFECT, () -> "no decision about " + defect);
        storage.afterStep();
    }

    /** Whether every command is answered and every operation has ended. */
    boolean settled() {
        return log.settled();
    }

    InvariantViolation unfinished() {
        return log.unfinished();
    }

    void atTheEnd() {
        log.atTheEnd();
        storage.atTheEnd();
    }

    Map<String, Integer> ends() {
        return log.ends();
    }
}
