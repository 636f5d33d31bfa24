package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events a recovery adds. They are the ones executors write, so that nobody who folds the log has to know of
 * recoveries; by the header of their records and by their actor they can be told apart.
 */
final class RecoveredEvents {

    private static final String CORRELATION = "log-recovery";

    private RecoveredEvents() {}

    /**
     * A whole backup of which the log knows nothing, with times as its manifest tells them.
     *
     * @param asked the command that asked for it; null when that is lost, too
     */
    static List<OperationEvent> ofManifest(
            ProjectId project, OperationId id, StoredBackup stored, @Nullable RequestBackup asked) {
        BackupRequest request = asked == null ? stored.request() : asked.request();
        Actor actor = asked == null ? LogRecovery.ACTOR : asked.meta().actor();
        CommandId command =
                asked == null ? commandId(project, id) : asked.meta().commandId();
        EventMeta first = new EventMeta(
                id,
                OperationKind.BACKUP,
                project,
                request.environment(),
                request.application(),
                request.provider(),
                1,
                stored.requestedAt(),
                command,
                actor,
                asked == null ? CORRELATION : asked.meta().correlationId());
        Instant end = stored.writtenAt().isBefore(stored.requestedAt()) ? stored.requestedAt() : stored.writtenAt();
        StepKind step = StepKind.WRITE_MANIFEST;
        Plan plan = Plan.of(List.of(new PlannedStep(step, Set.of(), Duration.ofHours(1))));
        StepResult result =
                new StepResult(0, 0, Map.of(Facts.MANIFEST_SHA256, stored.manifestSha256()), List.of(), List.of());
        return List.of(
                new OperationEvent.BackupRequested(first, request, plan),
                new OperationEvent.OperationStarted(next(first, 2, stored.requestedAt())),
                new OperationEvent.StepStarted(next(first, 3, end), step, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(next(first, 4, end), step, 1, result),
                completed(next(first, 5, end), stored, request));
    }

    /** The rest of a backup that is queued or running as far as the log knows. */
    static List<OperationEvent> completing(OperationState state, Subject.Backup backup, StoredBackup stored) {
        Operation operation = state.operation();
        Instant end = stored.writtenAt().isBefore(operation.updatedAt()) ? operation.updatedAt() : stored.writtenAt();
        long sequence = operation.version();
        List<OperationEvent> events = new ArrayList<>();
        if (state instanceof OperationState.Queued) {
            events.add(new OperationEvent.OperationStarted(next(operation.first(), ++sequence, end)));
        }
        events.add(completed(next(operation.first(), ++sequence, end), stored, backup.request()));
        return events;
    }

    /**
     * The end of an operation whose own end is lost.
     *
     * @param whole whether the backup is there, of a deletion
     */
    static List<OperationEvent> cuttingOff(OperationState state, boolean whole, Instant now) {
        Operation operation = state.operation();
        EventMeta first = operation.first();
        Instant end = now.isBefore(operation.updatedAt()) ? operation.updatedAt() : now;
        long sequence = operation.version();
        if (whole && state instanceof OperationState.Queued && operation.subject() instanceof Subject.Purge purge) {
            // Nothing was removed yet: what stays deleted without a purge could neither be restored nor taken back.
            return List.of(new OperationEvent.BackupUndeleted(byRecovery(first, ++sequence, end), purge.backupId()));
        }
        List<OperationEvent> events = new ArrayList<>();
        if (!(state instanceof OperationState.Ending)) {
            events.add(new OperationEvent.CancellationRequested(byRecovery(first, ++sequence, end)));
        }
        Failure failure = new Failure(
                FailureCode.LOG_LOST,
                Component.MANIFEST,
                "The log was lost while this operation was under way; how it ended is not known.",
                "Ask for it again, if it is still wanted. What it had made may still be there.");
        boolean touched = operation.touchedOutside();
        events.add(new OperationEvent.OperationFailed(
                next(first, ++sequence, end),
                operation.subject().backupId(),
                failure,
                List.of(),
                touched ? Leftovers.LEFT_BEHIND : Leftovers.NONE,
                touched
                        ? "What it had made by then may still be there; it is named after " + first.operationId() + "."
                        : ""));
        return events;
    }

    private static OperationEvent completed(EventMeta meta, StoredBackup stored, BackupRequest request) {
        RecoveryPoint point = new RecoveryPoint(
                meta.operationId(),
                meta.project(),
                meta.environment(),
                meta.application(),
                meta.provider(),
                stored.dataTime(),
                meta.occurredAt(),
                stored.components(),
                stored.bytes(),
                stored.objects(),
                stored.manifestSha256(),
                request.retention(),
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
        return new OperationEvent.BackupCompleted(meta, point, stored.checks());
    }

    private static EventMeta next(EventMeta first, long sequence, Instant at) {
        return with(first, sequence, at, first.commandId(), first.actor(), first.correlationId());
    }

    private static EventMeta byRecovery(EventMeta first, long sequence, Instant at) {
        CommandId command = commandId(first.project(), first.operationId());
        return with(first, sequence, at, command, LogRecovery.ACTOR, CORRELATION);
    }

    private static EventMeta with(
            EventMeta first, long sequence, Instant at, CommandId command, Actor actor, String correlationId) {
        return new EventMeta(
                first.operationId(),
                first.kind(),
                first.project(),
                first.environment(),
                first.application(),
                first.provider(),
                sequence,
                at,
                command,
                actor,
                correlationId);
    }

    /** The same at each try, as no command has it. */
    private static CommandId commandId(ProjectId project, OperationId id) {
        String seed = "lc2-recovery/" + project + "/" + id;
        return new CommandId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
    }
}
