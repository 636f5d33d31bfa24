package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.OperationPhase;
import io.lc2.backup.avro.OperationRecord;
import io.lc2.backup.avro.OperationSubject;
import io.lc2.backup.avro.StepRecord;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Folded operations. */
final class OperationMapping {

    private OperationMapping() {}

    static OperationRecord toAvro(OperationState state) {
        Operation operation = state.operation();
        return switch (state) {
            case OperationState.Queued s -> record(OperationPhase.QUEUED, operation, null, null, s.waiting());
            case OperationState.Running s -> record(OperationPhase.RUNNING, operation, null, null, null);
            case OperationState.Ending s -> record(OperationPhase.ENDING, operation, s.failure(), null, null);
            case OperationState.Completed s -> record(OperationPhase.COMPLETED, operation, null, s.end(), null);
            case OperationState.Failed s -> record(OperationPhase.FAILED, operation, null, s.end(), null);
            case OperationState.Cancelled s -> record(OperationPhase.CANCELLED, operation, null, s.end(), null);
        };
    }

    static OperationState fromAvro(OperationRecord record) {
        Operation operation = operation(record);
        return switch (record.getPhase()) {
            case QUEUED ->
                new OperationState.Queued(
                        operation, Reading.optional("waiting", record.getWaiting(), OperationMapping::fromAvro));
            case RUNNING -> new OperationState.Running(operation);
            case ENDING ->
                new OperationState.Ending(
                        operation, Reading.optional("failure", record.getFailure(), ValueMapping::fromAvro));
            case COMPLETED -> new OperationState.Completed(operation, completion(record));
            case FAILED ->
                new OperationState.Failed(
                        operation,
                        Reading.in(
                                "failed",
                                () -> EventReading.operationFailed(Reading.required("", record.getFailed()))));
            case CANCELLED -> new OperationState.Cancelled(operation, cancellation(record));
            case UNKNOWN -> throw new MalformedRecordException("phase", "is not known to this version");
        };
    }

    static io.lc2.backup.avro.Waiting toAvro(Waiting waiting) {
        return new io.lc2.backup.avro.Waiting(Vocabulary.QUEUE_REASON.toAvro(waiting.reason()), waiting.limit());
    }

    static Waiting fromAvro(io.lc2.backup.avro.Waiting waiting) {
        return new Waiting(Vocabulary.QUEUE_REASON.fromAvro("reason", waiting.getReason()), waiting.getLimit());
    }

    private static OperationRecord record(
            OperationPhase phase,
            Operation operation,
            @Nullable Failure failure,
            OperationEvent.@Nullable Ended end,
            @Nullable Waiting waiting) {
        List<StepRecord> steps = new ArrayList<>(operation.steps().size());
        operation.steps().forEach((step, state) -> steps.add(StepMapping.toAvro(step, state)));
        SpecificRecord last = end == null ? null : EventWriting.toAvro(end);
        return new OperationRecord(
                phase,
                MetaMapping.toAvro(operation.first()),
                toAvro(operation.subject()),
                PlanMapping.toAvro(operation.plan()),
                steps,
                operation.version(),
                operation.startedAt(),
                operation.updatedAt(),
                ValueMapping.toAvroOrNull(failure),
                last instanceof io.lc2.backup.avro.BackupCompleted event ? event : null,
                last instanceof io.lc2.backup.avro.RestoreCompleted event ? event : null,
                last instanceof io.lc2.backup.avro.BackupVerified event ? event : null,
                last instanceof io.lc2.backup.avro.BackupPurged event ? event : null,
                last instanceof io.lc2.backup.avro.OperationFailed event ? event : null,
                last instanceof io.lc2.backup.avro.OperationCancelled event ? event : null,
                last instanceof io.lc2.backup.avro.BackupUndeleted event ? event : null,
                waiting == null ? null : toAvro(waiting));
    }

    private static Operation operation(OperationRecord record) {
        Map<StepKind, StepState> steps = new EnumMap<>(StepKind.class);
        for (int i = 0; i < record.getSteps().size(); i++) {
            StepRecord step = record.getSteps().get(i);
            String field = "steps[" + i + "]";
            StepKind kind = Reading.in(field, () -> Vocabulary.STEP_KIND.fromAvro("step", step.getStep()));
            if (steps.put(kind, Reading.in(field, () -> StepMapping.fromAvro(step))) != null) {
                throw new MalformedRecordException(field + ".step", "is there twice");
            }
        }
        return new Operation(
                Reading.in("first", () -> MetaMapping.fromAvro(record.getFirst())),
                Reading.in(
                        "subject",
                        () -> fromAvro(record.getSubject(), record.getFirst().getOccurredAt())),
                Reading.in("plan", () -> PlanMapping.fromAvro(record.getPlan())),
                steps,
                record.getVersion(),
                record.getStartedAt(),
                record.getUpdatedAt());
    }

    private static OperationEvent.EndedOnRequest cancellation(OperationRecord record) {
        if (record.getBackupUndeleted() != null) {
            return Reading.in("backupUndeleted", () -> EventReading.backupUndeleted(record.getBackupUndeleted()));
        }
        return Reading.in(
                "cancelled", () -> EventReading.operationCancelled(Reading.required("", record.getCancelled())));
    }

    private static OperationEvent.Ended completion(OperationRecord record) {
        if (record.getBackupCompleted() != null) {
            return Reading.in("backupCompleted", () -> EventReading.backupCompleted(record.getBackupCompleted()));
        }
        if (record.getRestoreCompleted() != null) {
            return Reading.in("restoreCompleted", () -> EventReading.restoreCompleted(record.getRestoreCompleted()));
        }
        if (record.getBackupVerified() != null) {
            return Reading.in("backupVerified", () -> EventReading.backupVerified(record.getBackupVerified()));
        }
        if (record.getBackupPurged() != null) {
            return Reading.in("backupPurged", () -> EventReading.backupPurged(record.getBackupPurged()));
        }
        throw new MalformedRecordException("phase", "is COMPLETED, but there is no last event");
    }

    private static OperationSubject toAvro(Subject subject) {
        OperationSubject.Builder record =
                OperationSubject.newBuilder().setBackupId(subject.backupId().value());
        return switch (subject) {
            case Subject.Backup s ->
                record.setKind(kind(OperationKind.BACKUP))
                        .setBackup(RequestMapping.toAvro(s.request()))
                        .build();
            case Subject.Restore s ->
                record.setKind(kind(OperationKind.RESTORE))
                        .setRestore(RequestMapping.toAvro(s.request()))
                        .setSource(PlanMapping.toAvro(s.source()))
                        .build();
            case Subject.Verification s ->
                record.setKind(kind(OperationKind.VERIFICATION))
                        .setSource(PlanMapping.toAvro(s.source()))
                        .build();
            case Subject.Purge s ->
                record.setKind(kind(OperationKind.PURGE))
                        .setSource(PlanMapping.toAvro(s.source()))
                        .setReason(s.reason())
                        .setPurgeAfter(s.purgeAfter())
                        .setForced(s.forced())
                        .build();
        };
    }

    private static Subject fromAvro(OperationSubject record, Instant acceptedAt) {
        return switch (Vocabulary.OPERATION_KIND.fromAvro("kind", record.getKind())) {
            case BACKUP ->
                new Subject.Backup(
                        ValueMapping.operation("backupId", record.getBackupId()),
                        Reading.in("backup", () -> RequestMapping.fromAvro(Reading.required("", record.getBackup()))));
            case RESTORE ->
                new Subject.Restore(
                        Reading.in("restore", () -> RequestMapping.fromAvro(Reading.required("", record.getRestore()))),
                        source(record));
            case VERIFICATION -> new Subject.Verification(source(record));
            case PURGE ->
                new Subject.Purge(
                        source(record),
                        record.getReason(),
                        record.getPurgeAfter() == null ? acceptedAt : record.getPurgeAfter(),
                        record.getForced());
        };
    }

    private static SourceBackup source(OperationSubject record) {
        return Reading.in("source", () -> PlanMapping.fromAvro(Reading.required("", record.getSource())));
    }

    private static io.lc2.backup.avro.OperationKind kind(OperationKind kind) {
        return Vocabulary.OPERATION_KIND.toAvro(kind);
    }
}
