package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.BackupCompleted;
import io.lc2.backup.avro.BackupHeld;
import io.lc2.backup.avro.BackupPurged;
import io.lc2.backup.avro.BackupReleased;
import io.lc2.backup.avro.BackupRequested;
import io.lc2.backup.avro.BackupSoftDeleted;
import io.lc2.backup.avro.BackupUndeleted;
import io.lc2.backup.avro.BackupVerified;
import io.lc2.backup.avro.OperationCancelled;
import io.lc2.backup.avro.OperationFailed;
import io.lc2.backup.avro.OperationQueued;
import io.lc2.backup.avro.RestoreCompleted;
import io.lc2.backup.avro.RestoreRequested;
import io.lc2.backup.avro.StepFailed;
import io.lc2.backup.avro.StepProgressed;
import io.lc2.backup.avro.StepRetryScheduled;
import io.lc2.backup.avro.StepStarted;
import io.lc2.backup.avro.StepStopped;
import io.lc2.backup.avro.StepSucceeded;
import io.lc2.backup.avro.VerificationRequested;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.util.List;

/** Events on their way in. */
final class EventReading {

    private EventReading() {}

    static OperationEvent backupRequested(BackupRequested event) {
        return new OperationEvent.BackupRequested(
                meta(event.getMeta()),
                Reading.in("request", () -> RequestMapping.fromAvro(event.getRequest())),
                plan(event.getPlan()));
    }

    static OperationEvent restoreRequested(RestoreRequested event) {
        return new OperationEvent.RestoreRequested(
                meta(event.getMeta()),
                Reading.in("request", () -> RequestMapping.fromAvro(event.getRequest())),
                source(event.getSource()),
                plan(event.getPlan()));
    }

    static OperationEvent verificationRequested(VerificationRequested event) {
        return new OperationEvent.VerificationRequested(
                meta(event.getMeta()), source(event.getSource()), plan(event.getPlan()));
    }

    static OperationEvent backupSoftDeleted(BackupSoftDeleted event) {
        EventMeta meta = meta(event.getMeta());
        return new OperationEvent.BackupSoftDeleted(
                meta,
                source(event.getSource()),
                event.getReason(),
                plan(event.getPlan()),
                event.getPurgeAfter() == null ? meta.occurredAt() : event.getPurgeAfter(),
                event.getForced());
    }

    static OperationEvent.BackupUndeleted backupUndeleted(BackupUndeleted event) {
        return new OperationEvent.BackupUndeleted(
                meta(event.getMeta()), ValueMapping.operation("backupId", event.getBackupId()));
    }

    static RecoveryPointEvent backupHeld(BackupHeld event) {
        return new RecoveryPointEvent.BackupHeld(
                Reading.in("meta", () -> MetaMapping.fromAvro(event.getMeta())), event.getReason());
    }

    static RecoveryPointEvent backupReleased(BackupReleased event) {
        return new RecoveryPointEvent.BackupReleased(
                Reading.in("meta", () -> MetaMapping.fromAvro(event.getMeta())), event.getReason());
    }

    static OperationEvent operationQueued(OperationQueued event) {
        return new OperationEvent.OperationQueued(
                meta(event.getMeta()), Reading.in("waiting", () -> OperationMapping.fromAvro(event.getWaiting())));
    }

    static OperationEvent stepStarted(StepStarted event) {
        return new OperationEvent.StepStarted(
                meta(event.getMeta()),
                step(event.getStep()),
                event.getAttempt(),
                Vocabulary.START_REASON.fromAvro("reason", event.getReason()));
    }

    static OperationEvent stepProgressed(StepProgressed event) {
        return new OperationEvent.StepProgressed(
                meta(event.getMeta()),
                step(event.getStep()),
                event.getAttempt(),
                Reading.in("progress", () -> ValueMapping.fromAvro(event.getProgress())),
                event.getCheckpoint());
    }

    static OperationEvent stepSucceeded(StepSucceeded event) {
        return new OperationEvent.StepSucceeded(
                meta(event.getMeta()),
                step(event.getStep()),
                event.getAttempt(),
                Reading.in("result", () -> PlanMapping.fromAvro(event.getResult())));
    }

    static OperationEvent stepRetryScheduled(StepRetryScheduled event) {
        return new OperationEvent.StepRetryScheduled(
                meta(event.getMeta()),
                step(event.getStep()),
                event.getAttempt(),
                failure(event.getFailure()),
                event.getRetryAt());
    }

    static OperationEvent stepFailed(StepFailed event) {
        return new OperationEvent.StepFailed(
                meta(event.getMeta()), step(event.getStep()), event.getAttempt(), failure(event.getFailure()));
    }

    static OperationEvent stepStopped(StepStopped event) {
        return new OperationEvent.StepStopped(meta(event.getMeta()), step(event.getStep()), event.getAttempt());
    }

    static OperationEvent.BackupCompleted backupCompleted(BackupCompleted event) {
        return new OperationEvent.BackupCompleted(
                meta(event.getMeta()),
                Reading.in("recoveryPoint", () -> PlanMapping.fromAvro(event.getRecoveryPoint())),
                ValueMapping.checks(event.getChecks()));
    }

    static OperationEvent.RestoreCompleted restoreCompleted(RestoreCompleted event) {
        return new OperationEvent.RestoreCompleted(
                meta(event.getMeta()),
                Reading.each("endpoints", event.getEndpoints(), EventReading::endpoint),
                ValueMapping.checks(event.getChecks()),
                event.getNextSteps(),
                Reading.optional("drill", event.getDrill(), EventReading::drill));
    }

    static OperationEvent.BackupVerified backupVerified(BackupVerified event) {
        return new OperationEvent.BackupVerified(
                meta(event.getMeta()),
                ValueMapping.operation("backupId", event.getBackupId()),
                Vocabulary.VERIFICATION.fromAvro("verification", event.getVerification()),
                ValueMapping.checks(event.getChecks()));
    }

    static OperationEvent.BackupPurged backupPurged(BackupPurged event) {
        return new OperationEvent.BackupPurged(
                meta(event.getMeta()),
                ValueMapping.operation("backupId", event.getBackupId()),
                event.getBytes(),
                event.getObjects());
    }

    static OperationEvent.OperationFailed operationFailed(OperationFailed event) {
        return new OperationEvent.OperationFailed(
                meta(event.getMeta()),
                ValueMapping.operation("backupId", event.getBackupId()),
                failure(event.getFailure()),
                outcomes(event.getComponents()),
                Vocabulary.LEFTOVERS.fromAvro("leftovers", event.getLeftovers()),
                event.getLeftoversDetail(),
                event.getDrill());
    }

    private static DrillResult drill(io.lc2.backup.avro.DrillResult result) {
        Long rpo = result.getRpoMillis();
        if (result.getRtoMillis() < 0 || (rpo != null && rpo < 0)) {
            throw new MalformedRecordException(rpo != null && rpo < 0 ? "rpoMillis" : "rtoMillis", "is negative");
        }
        return new DrillResult(
                ValueMapping.operation("backupId", result.getBackupId()),
                Duration.ofMillis(result.getRtoMillis()),
                rpo == null ? null : Duration.ofMillis(rpo));
    }

    static OperationEvent.OperationCancelled operationCancelled(OperationCancelled event) {
        return new OperationEvent.OperationCancelled(
                meta(event.getMeta()),
                outcomes(event.getComponents()),
                Vocabulary.LEFTOVERS.fromAvro("leftovers", event.getLeftovers()),
                event.getLeftoversDetail());
    }

    static CommandRejected commandRejected(io.lc2.backup.avro.CommandRejected event) {
        return new CommandRejected(
                Reading.in("command", () -> MetaMapping.fromAvro(event.getCommand())),
                event.getCommandType(),
                event.getSubject(),
                event.getOccurredAt(),
                Vocabulary.REJECTION_CODE.fromAvro("code", event.getCode()),
                event.getMessage(),
                event.getNextStep());
    }

    static EventMeta meta(io.lc2.backup.avro.EventMeta meta) {
        return Reading.in("meta", () -> MetaMapping.fromAvro(meta));
    }

    private static Plan plan(io.lc2.backup.avro.Plan plan) {
        return Reading.in("plan", () -> PlanMapping.fromAvro(plan));
    }

    private static SourceBackup source(io.lc2.backup.avro.SourceBackup source) {
        return Reading.in("source", () -> PlanMapping.fromAvro(source));
    }

    private static StepKind step(io.lc2.backup.avro.StepKind step) {
        return Vocabulary.STEP_KIND.fromAvro("step", step);
    }

    private static Failure failure(io.lc2.backup.avro.Failure failure) {
        return Reading.in("failure", () -> ValueMapping.fromAvro(failure));
    }

    private static Endpoint endpoint(io.lc2.backup.avro.Endpoint endpoint) {
        return new Endpoint(
                Vocabulary.COMPONENT.fromAvro("component", endpoint.getComponent()),
                endpoint.getName(),
                endpoint.getSource());
    }

    private static List<ComponentOutcome> outcomes(List<io.lc2.backup.avro.ComponentOutcome> outcomes) {
        return Reading.each(
                "components",
                outcomes,
                outcome -> new ComponentOutcome(
                        Vocabulary.COMPONENT.fromAvro("component", outcome.getComponent()),
                        Vocabulary.OUTCOME.fromAvro("outcome", outcome.getOutcome()),
                        outcome.getDetail()));
    }
}
