package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.BackupCompleted;
import io.lc2.backup.avro.BackupHeld;
import io.lc2.backup.avro.BackupPurged;
import io.lc2.backup.avro.BackupReleased;
import io.lc2.backup.avro.BackupRequested;
import io.lc2.backup.avro.BackupSoftDeleted;
import io.lc2.backup.avro.BackupUndeleted;
import io.lc2.backup.avro.BackupVerified;
import io.lc2.backup.avro.CancellationRequested;
import io.lc2.backup.avro.OperationCancelled;
import io.lc2.backup.avro.OperationFailed;
import io.lc2.backup.avro.OperationQueued;
import io.lc2.backup.avro.OperationStarted;
import io.lc2.backup.avro.RestoreCompleted;
import io.lc2.backup.avro.RestoreRequested;
import io.lc2.backup.avro.StepFailed;
import io.lc2.backup.avro.StepProgressed;
import io.lc2.backup.avro.StepRetryScheduled;
import io.lc2.backup.avro.StepStarted;
import io.lc2.backup.avro.StepStopped;
import io.lc2.backup.avro.StepSucceeded;
import io.lc2.backup.avro.VerificationRequested;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.plan.StepKind;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events on their way out. */
final class EventWriting {

    private EventWriting() {}

    static SpecificRecord toAvro(BackupEvent event) {
        return switch (event) {
            case CommandRejected e -> toAvro(e);
            case PolicyEvent e -> PolicyEvents.toAvro(e);
            case RecoveryPointEvent.BackupHeld e -> new BackupHeld(MetaMapping.toAvro(e.meta()), e.reason());
            case RecoveryPointEvent.BackupReleased e -> new BackupReleased(MetaMapping.toAvro(e.meta()), e.reason());
            case OperationEvent.Accepted e -> toAvro(e);
            case OperationEvent.Ended e -> toAvro(e);
            case OperationEvent.OperationQueued e ->
                new OperationQueued(meta(e.meta()), OperationMapping.toAvro(e.waiting()));
            case OperationEvent.OperationStarted e -> new OperationStarted(meta(e.meta()));
            case OperationEvent.CancellationRequested e -> new CancellationRequested(meta(e.meta()));
            case OperationEvent.StepStarted e ->
                new StepStarted(
                        meta(e.meta()), step(e.step()), e.attempt(), Vocabulary.START_REASON.toAvro(e.reason()));
            case OperationEvent.StepProgressed e ->
                new StepProgressed(
                        meta(e.meta()), step(e.step()), e.attempt(), ValueMapping.toAvro(e.progress()), e.checkpoint());
            case OperationEvent.StepSucceeded e ->
                new StepSucceeded(meta(e.meta()), step(e.step()), e.attempt(), PlanMapping.toAvro(e.result()));
            case OperationEvent.StepRetryScheduled e ->
                new StepRetryScheduled(
                        meta(e.meta()), step(e.step()), e.attempt(), ValueMapping.toAvro(e.failure()), e.retryAt());
            case OperationEvent.StepFailed e ->
                new StepFailed(meta(e.meta()), step(e.step()), e.attempt(), ValueMapping.toAvro(e.failure()));
            case OperationEvent.StepStopped e -> new StepStopped(meta(e.meta()), step(e.step()), e.attempt());
        };
    }

    static SpecificRecord toAvro(OperationEvent.Ended event) {
        return switch (event) {
            case OperationEvent.BackupCompleted e ->
                new BackupCompleted(
                        meta(e.meta()), PlanMapping.toAvro(e.recoveryPoint()), ValueMapping.toAvro(e.checks()));
            case OperationEvent.RestoreCompleted e ->
                new RestoreCompleted(
                        meta(e.meta()),
                        e.endpoints().stream().map(EventWriting::toAvro).toList(),
                        ValueMapping.toAvro(e.checks()),
                        e.nextSteps(),
                        toAvro(e.drill()));
            case OperationEvent.BackupVerified e ->
                new BackupVerified(
                        meta(e.meta()),
                        e.backupId().value(),
                        Vocabulary.VERIFICATION.toAvro(e.verification()),
                        ValueMapping.toAvro(e.checks()));
            case OperationEvent.BackupPurged e ->
                new BackupPurged(meta(e.meta()), e.backupId().value(), e.bytes(), e.objects());
            case OperationEvent.BackupUndeleted e ->
                new BackupUndeleted(meta(e.meta()), e.backupId().value());
            case OperationEvent.OperationFailed e -> toAvro(e);
            case OperationEvent.OperationCancelled e -> toAvro(e);
        };
    }

    static OperationFailed toAvro(OperationEvent.OperationFailed event) {
        return new OperationFailed(
                meta(event.meta()),
                event.backupId().value(),
                ValueMapping.toAvro(event.failure()),
                outcomes(event.components()),
                Vocabulary.LEFTOVERS.toAvro(event.leftovers()),
                event.leftoversDetail(),
                event.drill());
    }

    private static io.lc2.backup.avro.@Nullable DrillResult toAvro(@Nullable DrillResult result) {
        return result == null
                ? null
                : new io.lc2.backup.avro.DrillResult(
                        result.backupId().value(),
                        result.rto().toMillis(),
                        result.rpo() == null ? null : result.rpo().toMillis());
    }

    static OperationCancelled toAvro(OperationEvent.OperationCancelled event) {
        return new OperationCancelled(
                meta(event.meta()),
                outcomes(event.components()),
                Vocabulary.LEFTOVERS.toAvro(event.leftovers()),
                event.leftoversDetail());
    }

    static io.lc2.backup.avro.CommandRejected toAvro(CommandRejected event) {
        return new io.lc2.backup.avro.CommandRejected(
                MetaMapping.toAvro(event.command()),
                event.commandType(),
                event.subject(),
                event.occurredAt(),
                Vocabulary.REJECTION_CODE.toAvro(event.code()),
                event.message(),
                event.nextStep());
    }

    private static SpecificRecord toAvro(OperationEvent.Accepted event) {
        return switch (event) {
            case OperationEvent.BackupRequested e ->
                new BackupRequested(meta(e.meta()), RequestMapping.toAvro(e.request()), PlanMapping.toAvro(e.plan()));
            case OperationEvent.RestoreRequested e ->
                new RestoreRequested(
                        meta(e.meta()),
                        RequestMapping.toAvro(e.request()),
                        PlanMapping.toAvro(e.source()),
                        PlanMapping.toAvro(e.plan()));
            case OperationEvent.VerificationRequested e ->
                new VerificationRequested(meta(e.meta()), PlanMapping.toAvro(e.source()), PlanMapping.toAvro(e.plan()));
            case OperationEvent.BackupSoftDeleted e ->
                new BackupSoftDeleted(
                        meta(e.meta()),
                        PlanMapping.toAvro(e.source()),
                        e.reason(),
                        PlanMapping.toAvro(e.plan()),
                        e.purgeAfter(),
                        e.forced());
        };
    }

    private static io.lc2.backup.avro.EventMeta meta(EventMeta meta) {
        return MetaMapping.toAvro(meta);
    }

    private static io.lc2.backup.avro.StepKind step(StepKind step) {
        return Vocabulary.STEP_KIND.toAvro(step);
    }

    private static io.lc2.backup.avro.Endpoint toAvro(Endpoint endpoint) {
        return new io.lc2.backup.avro.Endpoint(
                Vocabulary.COMPONENT.toAvro(endpoint.component()), endpoint.name(), endpoint.source());
    }

    private static List<io.lc2.backup.avro.ComponentOutcome> outcomes(List<ComponentOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> new io.lc2.backup.avro.ComponentOutcome(
                        Vocabulary.COMPONENT.toAvro(outcome.component()),
                        Vocabulary.OUTCOME.toAvro(outcome.outcome()),
                        outcome.detail()))
                .toList();
    }
}
