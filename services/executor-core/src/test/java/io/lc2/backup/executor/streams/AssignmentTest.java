package io.lc2.backup.executor.streams;

import static io.lc2.backup.domain.plan.StepKind.CLEAN_UP;
import static io.lc2.backup.domain.plan.StepKind.COPY_OBJECTS;
import static io.lc2.backup.domain.plan.StepKind.DUMP_DATABASE;
import static io.lc2.backup.domain.plan.StepKind.VALIDATE_DATABASE;
import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.attempt;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.LoopFixtures.failure;
import static io.lc2.backup.executor.streams.Loops.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.messaging.codec.Signal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final StepAttempt DUMP = attempt("b-1", DUMP_DATABASE, 1);
    private static final StepAttempt DUMP_AGAIN = attempt("b-1", DUMP_DATABASE, 2);

    private final Loops loops = new Loops();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void replacesEveryRunningAttemptInTheFirstTickAfterAnAssignment() {
        LoopPartition partition = loops.running().revoke();

        partition.assignAndRecover().readBack();

        assertThat(partition.written(StepStarted.class))
                .extracting(StepStarted::attempt, StepStarted::reason)
                .containsExactly(tuple(2, StartReason.REASSIGNED));
        assertThat(loops.workers.startedAttempts()).containsExactly(DUMP, DUMP_AGAIN);
    }

    @Test
    void carriesOutNoOrderOfAnEarlierLife() {
        LoopPartition partition = loops.partition().assignAndRecover();
        partition.command(backup(ACME, "b-1", "prd"));
        List<Record<String, Object>> orders = partition.newOrders();
        partition.revoke();

        partition.assign();
        orders.forEach(order ->
                partition.process(order.key(), new Inbound.OfSignals((Signal) order.value()), order.headers()));
        partition.tick(TICK).readBack();

        assertThat(loops.workers.startedAttempts()).containsExactly(DUMP_AGAIN);
    }

    @Test
    void replacesAnAttemptOfAnEarlierLifeAlsoWhenItStillReports() {
        LoopPartition partition = loops.running().revoke();

        partition.assign();
        partition.report(new StepReport.Progressed(DUMP, Progress.NONE, null));
        partition.tick(TICK);

        assertThat(partition.written(StepStarted.class))
                .extracting(StepStarted::attempt)
                .containsExactly(2);
    }

    @Test
    void keepsAnAttemptOrderedInThisLifeBeforeTheRecovery() {
        LoopPartition partition = loops.running().revoke();

        partition.assign();
        partition.report(succeeded(DUMP)).readBack();
        partition.tick(TICK);

        assertThat(partition.written(StepStarted.class))
                .extracting(StepStarted::step, StepStarted::attempt)
                .containsExactly(tuple(COPY_OBJECTS, 1), tuple(VALIDATE_DATABASE, 1));
        assertThat(loops.workers.started).hasSize(3);
    }

    @Test
    void startsNothingNewBeforeTheRecovery() {
        LoopPartition partition = loops.partition().assign();

        partition.command(backup(ACME, "b-1", "prd"));
        assertThat(partition.written(OperationStarted.class)).isEmpty();

        partition.tick(TICK);
        assertThat(partition.written(OperationStarted.class)).hasSize(1);
    }

    @Test
    void namesItsTimersAgainAfterAnAssignment() {
        LoopPartition partition = loops.running();
        partition.report(new StepReport.Failed(DUMP, failure(FailureCode.CONNECTION_FAILED)));
        partition.revoke();

        partition.assignAndRecover();
        partition.tick(Duration.ofSeconds(1));

        assertThat(partition.written(StepStarted.class))
                .extracting(StepStarted::reason)
                .containsExactly(StartReason.RETRY);
    }

    @Test
    void recoversPageByPageWithinItsBudget() {
        LoopPartition partition = loops.partition().assignAndRecover();
        IntStream.range(0, 8)
                .forEach(i -> partition
                        .command(backup(new ProjectId("p-" + i), "b-1", "prd"))
                        .readBack());
        partition.revoke();
        loops.everyLookAtTheClockTakes(Duration.ofMillis(60));

        partition.assignAndRecover();
        assertThat(partition.written(StepStarted.class)).hasSizeBetween(1, 2);
        IntStream.range(0, 8).forEach(i -> partition.tick(TICK));

        assertThat(partition.written(StepStarted.class))
                .hasSize(8)
                .allSatisfy(started -> assertThat(started.attempt()).isEqualTo(2));
    }

    @Test
    void stopsItsWorkersAndFreesItsSlotsWhenThePartitionIsLost() {
        ExecutorSlots slots = new ExecutorSlots(Limits.DEFAULT);
        LoopPartition partition = loops.partition(0, slots).assignAndRecover();
        partition.command(backup(ACME, "b-1", "prd")).readBack();
        assertThat(slots.active()).isEqualTo(1);

        partition.revoke();

        assertThat(loops.workers.stopped).containsExactly(DUMP);
        assertThat(slots.active()).isZero();
    }

    @Test
    void letsTheQueueOfOnePartitionWaitForTheSlotsOfAnother() {
        ExecutorSlots slots = new ExecutorSlots(new Limits(2, 1, 1, 1, 100));
        LoopPartition one = loops.partition(0, slots).assignAndRecover();
        LoopPartition other = loops.partition(1, slots).assignAndRecover();
        ProjectId zeta = new ProjectId("zeta");
        one.command(backup(ACME, "b-1", "prd")).readBack();
        other.command(backup(zeta, "b-2", "prd"));
        assertThat(other.tick(Duration.ofSeconds(5)).written(OperationStarted.class))
                .isEmpty();

        one.report(new StepReport.Failed(DUMP, failure(FailureCode.AUTHENTICATION_FAILED)))
                .readBack();
        one.report(succeeded(attempt("b-1", CLEAN_UP, 1)));
        other.tick(Duration.ofSeconds(1));

        assertThat(one.written(OperationEvent.OperationFailed.class)).hasSize(1);
        assertThat(other.written(OperationStarted.class)).hasSize(1);
    }

    @Test
    void givesAFreeSlotToTheProjectWhoseTurnItIs() {
        ExecutorSlots slots = new ExecutorSlots(new Limits(2, 1, 1, 1, 100));
        LoopPartition one = loops.partition(0, slots).assignAndRecover();
        LoopPartition other = loops.partition(1, slots).assignAndRecover();
        one.command(backup(ACME, "b-1", "prd")).readBack();
        other.command(backup(new ProjectId("zeta"), "b-2", "prd"));
        one.tick(Duration.ofMillis(10)).command(backup(ACME, "b-3", "dev"));

        one.report(new StepReport.Failed(DUMP, failure(FailureCode.AUTHENTICATION_FAILED)))
                .readBack();
        one.report(succeeded(attempt("b-1", CLEAN_UP, 1)));
        assertThat(one.written(OperationStarted.class)).hasSize(1);
        other.tick(Duration.ofSeconds(1));

        assertThat(other.written(OperationStarted.class)).hasSize(1);
        assertThat(one.written(OperationEvent.OperationQueued.class))
                .extracting(event -> event.waiting().reason())
                .containsExactly(QueueReason.EXECUTOR_LIMIT);
    }

    @Test
    void keepsNoSlotForAProjectThatCannotBeDecidedAbout() {
        ExecutorSlots slots = new ExecutorSlots(new Limits(2, 1, 1, 1, 100));
        LoopPartition one = loops.partition(0, slots).assignAndRecover();
        LoopPartition other = loops.partition(1, slots).assignAndRecover();
        one.command(backup(ACME, "b-1", "prd")).readBack();
        other.command(backup(new ProjectId("zeta"), "b-2", "prd"));
        one.tick(Duration.ofMillis(10)).command(backup(ACME, "b-3", "dev"));
        one.report(new StepReport.Failed(DUMP, failure(FailureCode.AUTHENTICATION_FAILED)))
                .readBack();
        one.report(succeeded(attempt("b-1", CLEAN_UP, 1)));

        one.tick(Duration.ofSeconds(11));

        assertThat(one.written(OperationStarted.class)).hasSize(2);
    }

    @Test
    void startsNothingFromAQueueWhileAnotherPartitionIsNotCountedYet() {
        ExecutorSlots slots = new ExecutorSlots(new Limits(2, 1, 1, 1, 100));
        LoopPartition running = loops.partition(0, slots).assignAndRecover();
        running.command(backup(ACME, "b-1", "prd")).readBack();
        LoopPartition waiting = loops.partition(1, slots).assignAndRecover();
        waiting.command(backup(new ProjectId("zeta"), "b-2", "prd"));
        running.revoke();
        waiting.revoke();

        running.assign();
        waiting.assignAndRecover().tick(Duration.ofSeconds(2));
        assertThat(waiting.written(OperationStarted.class)).isEmpty();
        running.tick(TICK);
        waiting.tick(Duration.ofSeconds(2));

        assertThat(waiting.written(OperationStarted.class)).isEmpty();
        assertThat(slots.active()).isEqualTo(1);
    }
}
