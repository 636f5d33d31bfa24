package io.lc2.backup.executor.worker;

import static io.lc2.backup.domain.plan.StepKind.DUMP_DATABASE;
import static io.lc2.backup.executor.LoopFixtures.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepWorkersTest {

    private static final StepAttempt FIRST = attempt("b-1", DUMP_DATABASE, 1);
    private static final StepAttempt SECOND = attempt("b-1", DUMP_DATABASE, 2);
    private static final Progress HALF = new Progress(50, 100, 0, -1);
    private static final WorkerSettings QUICK = new WorkerSettings(
            Duration.ofMillis(10), Duration.ofSeconds(10), Duration.ofMillis(50), Duration.ofSeconds(10));

    private final RecordingReports reports = new RecordingReports();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<StepWorkers> made = new ArrayList<>();

    @AfterEach
    void close() {
        gate.countDown();
        made.forEach(StepWorkers::close);
    }

    @Test
    void reportsTheResultOfAStep() {
        StepResult result = LoopFixtures.result(DUMP_DATABASE);

        workers(context -> result).start(order(FIRST, null));

        await().untilAsserted(
                        () -> assertThat(reports.results()).containsExactly(new StepReport.Succeeded(FIRST, result)));
    }

    @Test
    void sendsHeartbeatsWhileAStepRunsAndNoneAfterItsResult() {
        workers(this::waitForGate).start(order(FIRST, null));
        await().until(() -> reports.heartbeats().size() > 3);

        gate.countDown();

        await().until(() -> !reports.results().isEmpty());
        assertThat(reports.all.getLast()).isInstanceOf(StepReport.Succeeded.class);
    }

    @Test
    void handsACheckpointOnOnceAndBackToTheNextAttempt() {
        workers(context -> {
                    context.control()
                            .saveCheckpoint(context.control().checkpoint().orElse("") + "+7");
                    return waitForGate(context);
                })
                .start(order(FIRST, "3"));

        await().until(() -> reports.heartbeats().size() > 5);
        assertThat(reports.heartbeats())
                .extracting(StepReport.Progressed::checkpoint)
                .filteredOn(checkpoint -> checkpoint != null)
                .containsExactly("3+7");
    }

    @Test
    void sendsTheLastCheckpointBeforeTheResult() {
        workers(context -> {
                    context.control().progress(HALF);
                    context.control().saveCheckpoint("7");
                    throw new PermanentProviderException(FailureCode.STORAGE_FULL, "full", "make room", null);
                })
                .start(order(FIRST, null));

        await().until(() -> !reports.results().isEmpty());
        assertThat(reports.heartbeats()).contains(new StepReport.Progressed(FIRST, HALF, "7"));
        assertThat(reports.results())
                .singleElement()
                .isInstanceOfSatisfying(
                        StepReport.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.STORAGE_FULL));
    }

    @Test
    void tellsNewsOfALongStepRarely() {
        Clock clock = new Clock();
        Attempt attempt = new Attempt(order(FIRST, null), clock.instant(), () -> false);
        attempt.runsOn(Thread.currentThread());
        int told = 0;

        for (int second = 10; second <= 86_400; second += 10) {
            clock.passes(Duration.ofSeconds(10));
            attempt.progress(new Progress(second, 86_400, 0, -1));
            attempt.beat(reports, clock.instant());
        }
        Progress last = Progress.NONE;
        for (StepReport.Progressed heartbeat : reports.heartbeats()) {
            told += heartbeat.progress().equals(last) ? 0 : 1;
            last = heartbeat.progress();
        }

        assertThat(told).isBetween(200, 1000);
        assertThat(reports.heartbeats()).hasSize(8_640);
    }

    @Test
    void stopsAStepThatAsks() {
        StepWorkers workers = workers(this::waitForGate);
        workers.start(order(FIRST, null));
        await().until(() -> !reports.heartbeats().isEmpty());

        workers.stop(FIRST);

        await().untilAsserted(() -> assertThat(reports.results()).containsExactly(new StepReport.Stopped(FIRST)));
        await().until(() -> workers.running() == 0);
    }

    @Test
    void interruptsAStepThatDoesNotAskAndDeliversItsReport() {
        StepWorkers workers = workers(context -> block());
        workers.start(order(FIRST, null));
        await().until(() -> !reports.heartbeats().isEmpty());

        workers.stop(FIRST);

        await().untilAsserted(() -> assertThat(reports.results()).containsExactly(new StepReport.Stopped(FIRST)));
    }

    @Test
    void deliversTheReportOfAStepThatLeavesItsInterruptSet() {
        StepWorkers workers = workers(context -> {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        });

        workers.start(order(FIRST, null));

        await().untilAsserted(() -> assertThat(reports.results()).containsExactly(new StepReport.Stopped(FIRST)));
    }

    @Test
    void turnsADefectIntoAFailure() {
        workers(context -> {
                    throw new IllegalStateException("secret of the defect");
                })
                .start(order(FIRST, null));

        await().until(() -> !reports.results().isEmpty());
        assertThat(reports.results()).singleElement().isInstanceOfSatisfying(StepReport.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.INTERNAL_ERROR);
            assertThat(failed.failure().message())
                    .contains("IllegalStateException")
                    .doesNotContain("secret");
        });
    }

    @Test
    void stopsAnOlderAttemptAndWaitsForItsEnd() {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        StepWorkers workers = workers(context -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            try {
                return waitForGate(context);
            } finally {
                atWork.decrementAndGet();
            }
        });
        workers.start(order(FIRST, null));
        await().until(() -> atWork.get() == 1);

        workers.start(order(SECOND, null));

        await().until(() -> !workers.runs(FIRST) && atWork.get() == 1);
        assertThat(most).hasValue(1);
        assertThat(reports.results()).containsExactly(new StepReport.Stopped(FIRST));
    }

    @Test
    void startsAnAttemptOnce() {
        AtomicInteger starts = new AtomicInteger();
        StepWorkers workers = workers(context -> {
            starts.incrementAndGet();
            return waitForGate(context);
        });

        workers.start(order(FIRST, null));
        workers.start(order(FIRST, null));

        await().until(() -> reports.heartbeats().size() > 3);
        assertThat(starts).hasValue(1);
    }

    @Test
    void stopsEverythingAfterItWasNotAwakeForTooLong() {
        Clock clock = new Clock();
        StepWorkers workers = workers(this::waitForGate, clock);
        workers.start(order(FIRST, null));
        await().until(() -> !reports.heartbeats().isEmpty());

        clock.passes(Duration.ofSeconds(11));

        await().untilAsserted(() -> assertThat(reports.results()).containsExactly(new StepReport.Stopped(FIRST)));
    }

    @Test
    void drainsWithoutAWordAndStartsNothingAfterwards() {
        StepWorkers workers = workers(this::waitForGate);
        workers.start(order(FIRST, null));
        await().until(() -> !reports.heartbeats().isEmpty());

        assertThat(workers.drain(Duration.ofSeconds(10))).isTrue();
        workers.start(order(SECOND, null));

        assertThat(workers.runs(SECOND)).isFalse();
        assertThat(reports.results()).isEmpty();
    }

    private StepResult waitForGate(StepContext context) {
        boolean open = false;
        while (!open) {
            context.control().stopIfAsked();
            try {
                open = gate.await(5, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return StepResult.EMPTY;
    }

    private static StepResult block() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("cannot come here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private StepWorkers workers(Function<StepContext, StepResult> script) {
        return workers(script, InstantSource.system());
    }

    private StepWorkers workers(Function<StepContext, StepResult> script, InstantSource clock) {
        StepWorkers workers = new StepWorkers(List.of(new ScriptedStep(DUMP_DATABASE, script)), reports, clock, QUICK);
        made.add(workers);
        return workers;
    }

    private static WorkOrder order(StepAttempt attempt, String checkpoint) {
        CommandMeta by = LoopFixtures.meta(LoopFixtures.ACME, Provider.LOCAL, "c");
        EventMeta first = new EventMeta(
                attempt.operationId(),
                OperationKind.BACKUP,
                by.project(),
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                LoopFixtures.T0,
                by.commandId(),
                by.actor(),
                by.correlationId());
        PlannedStep step = new PlannedStep(DUMP_DATABASE, Set.of(), Duration.ofHours(1));
        Operation operation = new Operation(
                first,
                new Subject.Backup(
                        attempt.operationId(),
                        LoopFixtures.backup(LoopFixtures.ACME, "b-1", "prd").request()),
                Plan.of(List.of(step)),
                Map.of(
                        DUMP_DATABASE,
                        new StepState.Running(attempt.number(), 0, 0, LoopFixtures.T0, Progress.NONE, null)),
                3,
                LoopFixtures.T0,
                LoopFixtures.T0);
        return new WorkOrder(attempt, checkpoint, operation, null);
    }

    private static final class Clock implements InstantSource {

        private volatile Instant now = LoopFixtures.T0;

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
