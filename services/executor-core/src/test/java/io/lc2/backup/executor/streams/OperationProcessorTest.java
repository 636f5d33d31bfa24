package io.lc2.backup.executor.streams;

import static io.lc2.backup.domain.plan.StepKind.COPY_OBJECTS;
import static io.lc2.backup.domain.plan.StepKind.DUMP_DATABASE;
import static io.lc2.backup.domain.plan.StepKind.VALIDATE_DATABASE;
import static io.lc2.backup.domain.plan.StepKind.VALIDATE_OBJECTS;
import static io.lc2.backup.domain.plan.StepKind.WRITE_MANIFEST;
import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.attempt;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.LoopFixtures.cancel;
import static io.lc2.backup.executor.LoopFixtures.result;
import static io.lc2.backup.executor.streams.Loops.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.topics.UndecidableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationProcessorTest {

    private static final StepAttempt DUMP = attempt("b-1", DUMP_DATABASE, 1);

    private final Loops loops = new Loops();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void writesEventsAndAnOrderForACommandAndStartsNothing() {
        LoopPartition partition = loops.partition().assignAndRecover();

        partition.command(backup(ACME, "b-1", "prd"));

        assertThat(partition.written(BackupEvent.class))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("BackupRequested", "OperationStarted", "StepStarted");
        assertThat(partition.written(Signal.OrderSignal.class))
                .singleElement()
                .satisfies(order -> assertThat(order.attempt()).isEqualTo(DUMP));
        assertThat(partition.commitRequested()).isTrue();
        assertThat(loops.workers.started).isEmpty();
    }

    @Test
    void startsAStepWhenItsOrderIsReadBack() {
        LoopPartition partition = loops.partition().assignAndRecover();

        partition.command(backup(ACME, "b-1", "prd")).readBack();

        assertThat(loops.workers.startedAttempts()).containsExactly(DUMP);
    }

    @Test
    void ordersTheNextStepsOnAResult() {
        LoopPartition partition = loops.running();

        partition.report(succeeded(DUMP)).readBack();

        assertThat(loops.workers.startedAttempts())
                .containsExactly(DUMP, attempt("b-1", COPY_OBJECTS, 1), attempt("b-1", VALIDATE_DATABASE, 1));
    }

    @Test
    void dropsAReportOfAnAttemptThatWasReplaced() {
        LoopPartition partition = loops.running();
        partition.tick(Duration.ofSeconds(10)).readBack();

        partition.report(succeeded(DUMP));

        assertThat(partition.written(OperationEvent.StepSucceeded.class)).isEmpty();
    }

    @Test
    void stopsTheWorkersOfACancelledOperationWhenTheOrderIsReadBack() {
        LoopPartition partition = loops.running();

        partition.command(cancel(ACME, "b-1"));
        assertThat(loops.workers.stopped).isEmpty();
        partition.readBack();

        assertThat(loops.workers.stopped).containsExactly(DUMP);
    }

    @Test
    void refusesAMalformedCommandOnce() {
        LoopPartition partition = loops.partition().assignAndRecover();
        Inbound malformed = new Inbound.OfCommands(new DecodedCommand.Malformed(
                LoopFixtures.meta(ACME, Provider.LOCAL, "bad"), "RequestBackup", "B 1", "backupId", "is no label"));

        partition.process("acme", malformed, new RecordHeaders());
        partition.process("acme", malformed, new RecordHeaders());

        assertThat(partition.written(BackupEvent.class))
                .singleElement()
                .hasFieldOrPropertyWithValue("message", "backupId: is no label");
    }

    @Test
    void leavesCommandsAboutPoliciesToTheSchedulerAlsoWithoutTheirHeader() {
        LoopPartition partition = loops.partition().assignAndRecover();
        CommandMeta meta = LoopFixtures.meta(ACME, Provider.LOCAL, "pause");

        partition.process(
                "acme",
                new Inbound.OfCommands(
                        new DecodedCommand.Decoded(new PolicyCommand.PausePolicy(meta, new PolicyId("nightly")))),
                new RecordHeaders());
        partition.process(
                "acme",
                new Inbound.OfCommands(
                        new DecodedCommand.Malformed(meta, "PausePolicy", "N 1", "policyId", "is no label")),
                new RecordHeaders());

        assertThat(partition.written(BackupEvent.class)).isEmpty();
    }

    @Test
    void leavesACommandUnderAWrongKeyToTheDeadLetters() {
        LoopPartition partition = loops.partition().assignAndRecover();
        Inbound command = new Inbound.OfCommands(new DecodedCommand.Decoded(backup(ACME, "b-1", "prd")));

        assertThatThrownBy(() -> partition.process("zeta", command, new RecordHeaders()))
                .isInstanceOf(UndecidableException.class);
        assertThatThrownBy(() -> partition.process(null, command, new RecordHeaders()))
                .isInstanceOf(UndecidableException.class);
        assertThat(partition.written(Object.class)).isEmpty();
    }

    @Test
    void writesNothingForAReportItCannotDecideAbout() {
        LoopPartition partition = loops.running();
        StepResult dump = result(DUMP_DATABASE);
        StepResult broken = new StepResult(1, 1, Map.of(Facts.DATA_TIME, "yesterday"), dump.artifacts(), dump.checks());
        partition.report(new StepReport.Succeeded(DUMP, broken));
        partition.report(succeeded(attempt("b-1", VALIDATE_DATABASE, 1)));
        partition.report(succeeded(attempt("b-1", COPY_OBJECTS, 1)));
        partition.report(succeeded(attempt("b-1", VALIDATE_OBJECTS, 1)));
        List<Object> before = partition.written(Object.class);

        assertThatThrownBy(() -> partition.report(succeeded(attempt("b-1", WRITE_MANIFEST, 1))))
                .isInstanceOf(UndecidableException.class)
                .hasMessageContaining("DateTimeParseException");
        assertThat(partition.written(Object.class)).isEqualTo(before);
        assertThat(partition.operations.get("acme/b-1").operation().step(WRITE_MANIFEST))
                .isInstanceOf(StepState.Running.class);
    }

    @Test
    void handsTheTraceOfACommandOnToEventsOrdersAndWorkers() {
        LoopPartition partition = loops.partition().assignAndRecover();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Headers headers = new RecordHeaders().add(HeaderNames.TRACEPARENT, trace.getBytes(UTF_8));

        partition.command(backup(ACME, "b-1", "prd"), headers).readBack();

        assertThat(partition.writtenHeaders())
                .allSatisfy(written -> assertThat(
                                written.lastHeader(HeaderNames.TRACEPARENT).value())
                        .asString()
                        .isEqualTo(trace));
        assertThat(loops.workers.started.getFirst().trace())
                .hasToString(
                        "TraceParent[traceId=4bf92f3577b34da6a3ce929d0e0e4736, parentId=00f067aa0ba902b7, sampled=true]");
    }

    @Test
    void keepsWhatOtherProvidersSayOfRecoveryPointsAndNothingElse() {
        LoopPartition partition = loops.partition().assignAndRecover();
        LoopPartition aws = loops.foreignBackup();

        aws.written(BackupEvent.class).forEach(partition::event);

        assertThat(partition.points.get("acme/b-9").provider()).isEqualTo(Provider.AWS);
        assertThat(partition.operations.approximateNumEntries()).isZero();
        assertThat(partition.written(Object.class)).isEmpty();
    }

    @Test
    void takesOverItsOwnEventsOfALogThatWasRebuiltAndRunsNothingAgain() {
        List<BackupEvent> events = loops.completed(Provider.LOCAL).written(BackupEvent.class);
        LoopPartition partition = loops.partition().assignAndRecover();

        events.forEach(partition::recovered);
        partition.command(backup(LoopFixtures.meta(ACME, Provider.LOCAL, "b-9"), "b-9", "prd"));

        assertThat(partition.points.get("acme/b-9").provider()).isEqualTo(Provider.LOCAL);
        assertThat(partition.operations.approximateNumEntries()).isZero();
        assertThat(partition.written(Object.class)).isEmpty();
        partition.command(LoopFixtures.restore(ACME, "r-9", "b-9"));
        assertThat(partition.written(OperationEvent.RestoreRequested.class)).hasSize(1);
    }

    @Test
    void leavesItsOwnEventsOfALogThatWasNeverLostAlone() {
        List<BackupEvent> events = loops.completed(Provider.LOCAL).written(BackupEvent.class);
        LoopPartition partition = loops.partition().assignAndRecover();

        events.forEach(partition::event);

        assertThat(partition.points.approximateNumEntries()).isZero();
    }
}
