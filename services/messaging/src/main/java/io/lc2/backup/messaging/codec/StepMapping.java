package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.StepPhase;
import io.lc2.backup.avro.StepRecord;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.plan.StepKind;

/** Where the steps of an operation are. */
final class StepMapping {

    private StepMapping() {}

    static StepRecord toAvro(StepKind step, StepState state) {
        io.lc2.backup.avro.StepKind kind = Vocabulary.STEP_KIND.toAvro(step);
        StepRecord.Builder record = StepRecord.newBuilder().setStep(kind).setAttempt(state.attempt());
        return switch (state) {
            case StepState.Waiting s -> record.setPhase(StepPhase.WAITING).build();
            case StepState.Running s ->
                record.setPhase(StepPhase.RUNNING)
                        .setLosses(s.losses())
                        .setFailures(s.failures())
                        .setStartedAt(s.startedAt())
                        .setProgress(ValueMapping.toAvro(s.progress()))
                        .setCheckpoint(s.checkpoint())
                        .build();
            case StepState.BackingOff s ->
                record.setPhase(StepPhase.BACKING_OFF)
                        .setLosses(s.losses())
                        .setFailures(s.failures())
                        .setFailure(ValueMapping.toAvro(s.failure()))
                        .setRetryAt(s.retryAt())
                        .setProgress(ValueMapping.toAvro(s.progress()))
                        .setCheckpoint(s.checkpoint())
                        .build();
            case StepState.Done s ->
                record.setPhase(StepPhase.DONE)
                        .setEndedAt(s.endedAt())
                        .setResult(PlanMapping.toAvro(s.result()))
                        .build();
            case StepState.Broken s ->
                record.setPhase(StepPhase.BROKEN)
                        .setEndedAt(s.endedAt())
                        .setFailure(ValueMapping.toAvro(s.failure()))
                        .build();
            case StepState.Halted s -> record.setPhase(StepPhase.HALTED).build();
        };
    }

    static StepState fromAvro(StepRecord record) {
        return switch (record.getPhase()) {
            case WAITING -> new StepState.Waiting();
            case RUNNING ->
                new StepState.Running(
                        record.getAttempt(),
                        record.getLosses(),
                        record.getFailures(),
                        Reading.required("startedAt", record.getStartedAt()),
                        progress(record),
                        record.getCheckpoint());
            case BACKING_OFF ->
                new StepState.BackingOff(
                        record.getAttempt(),
                        record.getLosses(),
                        record.getFailures(),
                        failure(record),
                        Reading.required("retryAt", record.getRetryAt()),
                        progress(record),
                        record.getCheckpoint());
            case DONE ->
                new StepState.Done(
                        record.getAttempt(),
                        Reading.required("endedAt", record.getEndedAt()),
                        Reading.in("result", () -> PlanMapping.fromAvro(Reading.required("", record.getResult()))));
            case BROKEN ->
                new StepState.Broken(
                        record.getAttempt(), Reading.required("endedAt", record.getEndedAt()), failure(record));
            case HALTED -> new StepState.Halted(record.getAttempt());
            case UNKNOWN -> throw new MalformedRecordException("phase", "is not known to this version");
        };
    }

    private static Progress progress(StepRecord record) {
        return Reading.in("progress", () -> ValueMapping.fromAvro(Reading.required("", record.getProgress())));
    }

    private static Failure failure(StepRecord record) {
        return Reading.in("failure", () -> ValueMapping.fromAvro(Reading.required("", record.getFailure())));
    }
}
