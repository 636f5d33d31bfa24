package io.lc2.backup.messaging.codec;

import io.lc2.backup.avro.StepReportKind;
import io.lc2.backup.avro.WorkOrder;
import io.lc2.backup.avro.WorkOrderKind;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The orders and reports of the topics backup-signals-*. */
public final class SignalCodec implements Codec<Signal> {

    private static final Symbols<Signal.Order, WorkOrderKind> ORDER =
            Symbols.of(Signal.Order.class, WorkOrderKind.class);

    private final RecordReaders<Signal> readers = new RecordReaders<Signal>()
            .on(WorkOrder.class, SignalCodec::order)
            .on(io.lc2.backup.avro.StepReport.class, SignalCodec::report);

    @Override
    public List<Schema> schemas() {
        return readers.schemas();
    }

    @Override
    public SpecificRecord toAvro(Signal signal) {
        return switch (signal) {
            case Signal.OrderSignal s -> toAvro(s);
            case Signal.ReportSignal s -> toAvro(s);
        };
    }

    @Override
    public Signal fromAvro(SpecificRecord record) {
        return readers.read(record);
    }

    private static WorkOrder toAvro(Signal.OrderSignal signal) {
        StepAttempt attempt = signal.attempt();
        return new WorkOrder(
                ORDER.toAvro(signal.order()),
                attempt.project().value(),
                attempt.operationId().value(),
                Vocabulary.STEP_KIND.toAvro(attempt.step()),
                attempt.number(),
                signal.checkpoint(),
                signal.at(),
                signal.state() == null ? null : OperationMapping.toAvro(signal.state()));
    }

    private static io.lc2.backup.avro.StepReport toAvro(Signal.ReportSignal signal) {
        StepAttempt attempt = signal.attempt();
        io.lc2.backup.avro.StepReport.Builder record = io.lc2.backup.avro.StepReport.newBuilder()
                .setProjectId(attempt.project().value())
                .setOperationId(attempt.operationId().value())
                .setStep(Vocabulary.STEP_KIND.toAvro(attempt.step()))
                .setAttempt(attempt.number())
                .setReportedAt(signal.at());
        return switch (signal.report()) {
            case StepReport.Progressed report ->
                record.setKind(StepReportKind.PROGRESSED)
                        .setProgress(ValueMapping.toAvro(report.progress()))
                        .setCheckpoint(report.checkpoint())
                        .build();
            case StepReport.Succeeded report ->
                record.setKind(StepReportKind.SUCCEEDED)
                        .setResult(PlanMapping.toAvro(report.result()))
                        .build();
            case StepReport.Failed report ->
                record.setKind(StepReportKind.FAILED)
                        .setFailure(ValueMapping.toAvro(report.failure()))
                        .build();
            case StepReport.Stopped report ->
                record.setKind(StepReportKind.STOPPED).build();
        };
    }

    private static Signal order(WorkOrder record) {
        return new Signal.OrderSignal(
                ORDER.fromAvro("kind", record.getKind()),
                attempt(record.getProjectId(), record.getOperationId(), record.getStep(), record.getAttempt()),
                record.getCheckpoint(),
                record.getOrderedAt(),
                Reading.optional("operation", record.getOperation(), OperationMapping::fromAvro));
    }

    private static Signal report(io.lc2.backup.avro.StepReport record) {
        StepAttempt attempt =
                attempt(record.getProjectId(), record.getOperationId(), record.getStep(), record.getAttempt());
        StepReport report = switch (record.getKind()) {
            case PROGRESSED ->
                new StepReport.Progressed(
                        attempt,
                        Reading.in("progress", () -> ValueMapping.fromAvro(Reading.required("", record.getProgress()))),
                        record.getCheckpoint());
            case SUCCEEDED ->
                new StepReport.Succeeded(
                        attempt,
                        Reading.in("result", () -> PlanMapping.fromAvro(Reading.required("", record.getResult()))));
            case FAILED ->
                new StepReport.Failed(
                        attempt,
                        Reading.in("failure", () -> ValueMapping.fromAvro(Reading.required("", record.getFailure()))));
            case STOPPED -> new StepReport.Stopped(attempt);
            case UNKNOWN -> throw new MalformedRecordException("kind", "is not known to this version");
        };
        return new Signal.ReportSignal(report, record.getReportedAt());
    }

    private static StepAttempt attempt(String project, String operation, io.lc2.backup.avro.StepKind step, int number) {
        return new StepAttempt(
                ValueMapping.project("projectId", project),
                ValueMapping.operation("operationId", operation),
                Vocabulary.STEP_KIND.fromAvro("step", step),
                number);
    }
}
