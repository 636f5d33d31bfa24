package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.ComponentOutcome.Outcome;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.Ended;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last event of an operation, made from what its steps left. */
final class Conclusion {

    private Conclusion() {}

    /** The last event of an operation all of whose steps are done. */
    static Ended completed(EventMeta meta, Operation operation) {
        return switch (operation.subject()) {
            case Subject.Backup backup ->
                new BackupCompleted(meta, recoveryPoint(meta, operation, backup), checks(operation));
            case Subject.Restore restore
            when restore.drill() ->
                new RestoreCompleted(
                        meta, List.of(), checks(operation), operation.plan().nextSteps(), measured(operation, restore));
            case Subject.Restore restore ->
                new RestoreCompleted(
                        meta,
                        endpoints(operation),
                        checks(operation),
                        operation.plan().nextSteps());
            case Subject.Verification verification ->
                new BackupVerified(meta, verification.backupId(), Verification.CHECKSUM, checks(operation));
            case Subject.Purge purge -> {
                StepResult result = operation.result(StepKind.PURGE_BACKUP);
                yield new BackupPurged(meta, purge.backupId(), result.bytes(), result.objects());
            }
        };
    }

    /**
     * The last event of an operation that failed or was cancelled.
     *
     * @param failure why it failed; null when it was cancelled
     */
    static Ended ended(EventMeta meta, @Nullable Failure failure, Operation operation) {
        List<ComponentOutcome> components = outcomes(operation);
        Leftovers leftovers = leftovers(operation);
        String detail = leftoversDetail(operation, leftovers);
        return failure == null
                ? new OperationCancelled(meta, components, leftovers, detail)
                : new OperationFailed(
                        meta, operation.subject().backupId(), failure, components, leftovers, detail, drill(operation));
    }

    private static boolean drill(Operation operation) {
        return operation.subject() instanceof Subject.Restore restore && restore.drill();
    }

    private static DrillResult measured(Operation operation, Subject.Restore restore) {
        Instant asked = operation.first().occurredAt();
        Instant began = operation.startedAt() == null ? asked : operation.startedAt();
        Instant proven = operation.step(StepKind.VALIDATE_RESTORE) instanceof StepState.Done done
                ? done.endedAt()
                : operation.updatedAt();
        String dataTime = operation.result(StepKind.CHECK_BACKUP).facts().get(Facts.DATA_TIME);
        return new DrillResult(
                restore.backupId(),
                between(began, proven),
                dataTime == null ? null : between(Instant.parse(dataTime), asked));
    }

    /** Clocks of two executors may differ; a duration below zero would say nothing. */
    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private static RecoveryPoint recoveryPoint(EventMeta meta, Operation operation, Subject.Backup backup) {
        Set<Component> components = EnumSet.noneOf(Component.class);
        long bytes = 0;
        for (StepKind step : List.of(StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS)) {
            if (operation.step(step) instanceof StepState.Done done) {
                components.add(step.component());
                bytes += done.result().bytes();
            }
        }
        return new RecoveryPoint(
                backup.backupId(),
                meta.project(),
                meta.environment(),
                meta.application(),
                meta.provider(),
                dataTime(operation),
                meta.occurredAt(),
                components,
                bytes,
                operation.result(StepKind.COPY_OBJECTS).objects(),
                operation.result(StepKind.WRITE_MANIFEST).facts().getOrDefault(Facts.MANIFEST_SHA256, ""),
                backup.request().retention(),
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
    }

    /** T0 is the snapshot of the database; without one, when the library's listing began. */
    private static Instant dataTime(Operation operation) {
        for (StepKind step : List.of(StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS)) {
            String time = operation.result(step).facts().get(Facts.DATA_TIME);
            if (time != null) {
                return Instant.parse(time);
            }
        }
        return operation.startedAt() == null ? operation.first().occurredAt() : operation.startedAt();
    }

    private static List<Endpoint> endpoints(Operation operation) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (StepKind step : List.of(StepKind.RESTORE_DATABASE, StepKind.RESTORE_OBJECTS)) {
            operation.result(step).facts().forEach((name, value) -> {
                if (name.startsWith(Facts.ENDPOINT_PREFIX)) {
                    String source = name.substring(Facts.ENDPOINT_PREFIX.length());
                    endpoints.add(new Endpoint(step.component(), value, source));
                }
            });
        }
        return endpoints;
    }

    private static List<Check> checks(Operation operation) {
        return operation.plan().steps().stream()
                .flatMap(step -> operation.result(step.kind()).checks().stream())
                .toList();
    }

    private static List<ComponentOutcome> outcomes(Operation operation) {
        Map<Component, ComponentOutcome> outcomes = new EnumMap<>(Component.class);
        for (PlannedStep planned : operation.plan().steps()) {
            ComponentOutcome outcome = outcome(planned.kind(), operation.step(planned.kind()));
            outcomes.merge(planned.kind().component(), outcome, Conclusion::worse);
        }
        return List.copyOf(outcomes.values());
    }

    private static ComponentOutcome outcome(StepKind kind, StepState state) {
        Component component = kind.component();
        return switch (state) {
            case StepState.Waiting s -> new ComponentOutcome(component, Outcome.NOT_STARTED, kind + " had not started");
            case StepState.Running s -> new ComponentOutcome(component, Outcome.STOPPED, kind + " was stopped");
            case StepState.BackingOff s ->
                new ComponentOutcome(component, Outcome.STOPPED, s.failure().message());
            case StepState.Done s -> new ComponentOutcome(component, Outcome.SUCCEEDED, kind + " had succeeded");
            case StepState.Broken s ->
                new ComponentOutcome(component, Outcome.FAILED, s.failure().message());
            case StepState.Halted s -> new ComponentOutcome(component, Outcome.STOPPED, kind + " was stopped");
        };
    }

    /** Of two steps of one component the one that says more about why it is incomplete. */
    private static ComponentOutcome worse(ComponentOutcome one, ComponentOutcome other) {
        return severity(other.outcome()) > severity(one.outcome()) ? other : one;
    }

    private static int severity(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> 0;
            case NOT_STARTED -> 1;
            case STOPPED -> 2;
            case FAILED -> 3;
        };
    }

    private static Leftovers leftovers(Operation operation) {
        return switch (operation.step(StepKind.CLEAN_UP)) {
            case StepState.Done done -> Leftovers.CLEANED_UP;
            case StepState.Broken broken -> Leftovers.LEFT_BEHIND;
            case StepState.Waiting none -> purgeBegan(operation) ? Leftovers.LEFT_BEHIND : Leftovers.NONE;
            case StepState.Running running -> Leftovers.LEFT_BEHIND;
            case StepState.BackingOff waiting -> Leftovers.LEFT_BEHIND;
            case StepState.Halted halted -> Leftovers.LEFT_BEHIND;
        };
    }

    private static boolean purgeBegan(Operation operation) {
        return operation.subject() instanceof Subject.Purge && operation.touchedOutside();
    }

    private static String leftoversDetail(Operation operation, Leftovers leftovers) {
        return switch (leftovers) {
            case NONE -> "";
            case CLEANED_UP -> "Everything this operation had made was removed.";
            case LEFT_BEHIND ->
                operation.step(StepKind.CLEAN_UP) instanceof StepState.Broken broken
                        ? broken.failure().message() + " " + broken.failure().nextStep()
                        : "Part of the data is still there; delete the backup again to go on.";
        };
    }
}
