package io.lc2.backup.executor.streams;

import static io.lc2.backup.domain.plan.StepKind.DUMP_DATABASE;
import static io.lc2.backup.executor.LoopFixtures.attempt;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.LoopFixtures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickTest {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final StepAttempt DUMP = attempt("b-1", DUMP_DATABASE, 1);
    private static final StepAttempt DUMP_AGAIN = attempt("b-1", DUMP_DATABASE, 2);

    private final Loops loops = new Loops();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void replacesAnAttemptAfterTenSecondsOfSilence() {
        LoopPartition partition = loops.running();

        partition.tick(Duration.ofMillis(9_999));
        assertThat(partition.written(StepStarted.class)).hasSize(1);

        partition.tick(Duration.ofMillis(1)).readBack();
        assertThat(partition.written(StepStarted.class).getLast().reason()).isEqualTo(StartReason.HEARTBEAT_LOST);
        assertThat(loops.workers.startedAttempts()).containsExactly(DUMP, DUMP_AGAIN);
    }

    @Test
    void doesNotReplaceAnAttemptThatReports() {
        LoopPartition partition = loops.running();

        for (int second = 0; second < 30; second++) {
            partition.tick(Duration.ofSeconds(1)).report(new StepReport.Progressed(DUMP, Progress.NONE, null));
        }

        assertThat(partition.written(StepStarted.class)).hasSize(1);
        assertThat(partition.written(OperationEvent.StepProgressed.class)).isEmpty();
    }

    @Test
    void doesNotReplaceAnAttemptThatLivesHereWhileItsReportsAreHeldUp() {
        LoopPartition partition = loops.running();
        loops.workers.alive.add(DUMP);

        partition.tick(Duration.ofSeconds(30));
        assertThat(partition.written(StepStarted.class)).hasSize(1);

        loops.workers.alive.clear();
        partition.tick(Duration.ofSeconds(10));
        assertThat(partition.written(StepStarted.class)).hasSize(2);
    }

    @Test
    void triesAFailedStepAgainWhenItsTimeHasCome() {
        LoopPartition partition = loops.running();

        partition.report(new StepReport.Failed(DUMP, failure(FailureCode.CONNECTION_FAILED)));
        assertThat(partition.written(StepStarted.class)).hasSize(1);

        partition.tick(Duration.ofSeconds(1)).readBack();
        assertThat(loops.workers.startedAttempts()).containsExactly(DUMP, DUMP_AGAIN);
    }

    @Test
    void losesNoAlarmWhenATickRunsOutOfTime() {
        LoopPartition partition = loops.partition().assignAndRecover();
        IntStream.range(0, 8).forEach(i -> {
            ProjectId project = new ProjectId("p-" + i);
            partition.command(backup(project, "b-1", "prd")).readBack();
            partition.report(new StepReport.Failed(
                    new StepAttempt(project, DUMP.operationId(), DUMP_DATABASE, 1),
                    failure(FailureCode.CONNECTION_FAILED)));
        });
        assertThat(partition.written(StepStarted.class)).hasSize(8);
        loops.everyLookAtTheClockTakes(Duration.ofMillis(60));

        partition.tick(Duration.ofSeconds(1));
        assertThat(partition.written(StepStarted.class)).hasSizeBetween(9, 11);
        IntStream.range(0, 8).forEach(i -> partition.tick(TICK));

        assertThat(partition.written(StepStarted.class)).hasSize(16);
    }

    @Test
    void losesNoSilentAttemptWhenATickRunsOutOfTime() {
        LoopPartition partition = loops.partition().assignAndRecover();
        IntStream.range(0, 8)
                .forEach(i -> partition
                        .command(backup(new ProjectId("p-" + i), "b-1", "prd"))
                        .readBack());
        loops.everyLookAtTheClockTakes(Duration.ofMillis(60));

        partition.tick(Duration.ofSeconds(10));
        assertThat(partition.written(StepStarted.class)).hasSizeBetween(9, 11);
        IntStream.range(0, 8).forEach(i -> partition.tick(TICK));

        assertThat(partition.written(StepStarted.class)).hasSize(16);
    }

    @Test
    void takesNoMoreInputsPerTickThanAllowed() {
        LoopPartition partition = loops.partition(new LoopSettings(
                        TICK, Duration.ofSeconds(10), 3, Duration.ofHours(1), Duration.ofDays(31), TICK))
                .assignAndRecover();
        IntStream.range(0, 5)
                .forEach(i -> partition
                        .command(backup(new ProjectId("p-" + i), "b-1", "prd"))
                        .readBack());

        partition.tick(Duration.ofSeconds(10));

        assertThat(partition.written(StepStarted.class)).hasSize(5 + 3);
    }

    @Test
    void forgetsOldAnswersALimitedNumberAtATime() {
        LoopPartition partition = loops.partition(new LoopSettings(
                        TICK,
                        Duration.ofSeconds(10),
                        10,
                        Duration.ofHours(1),
                        Duration.ofDays(31),
                        Duration.ofHours(1)))
                .assign();
        IntStream.range(0, 25)
                .forEach(i -> answer(partition, i, Duration.ofDays(31).plusSeconds(1)));
        IntStream.range(25, 30).forEach(i -> answer(partition, i, Duration.ofDays(30)));

        partition.tick(TICK);
        assertThat(partition.ledger.approximateNumEntries()).isBetween(20L, 30L);
        partition.tick(TICK).tick(TICK);

        assertThat(partition.ledger.approximateNumEntries()).isEqualTo(5);
    }

    private static void answer(LoopPartition partition, int number, Duration age) {
        CommandId id = new CommandId(new UUID(0, number));
        partition.ledger.put(
                "acme/c/" + id,
                new HandledCommand(id, "b-" + number, partition.now().minus(age)));
    }
}
