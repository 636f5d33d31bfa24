package io.lc2.backup.executor.streams;

import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.LoopFixtures.meta;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.messaging.codec.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes partitions for a test and closes them after it; they share their workers. */
final class Loops implements AutoCloseable {

    final RecordingWorkers workers = new RecordingWorkers();

    private final List<LoopPartition> partitions = new ArrayList<>();
    private Instant clock = LoopFixtures.T0;
    private Duration look = Duration.ZERO;

    static StepReport succeeded(StepAttempt attempt) {
        return new StepReport.Succeeded(attempt, LoopFixtures.result(attempt.step()));
    }

    /** Makes decisions slow, as far as the budget of a tick can see. */
    void everyLookAtTheClockTakes(Duration time) {
        look = time;
    }

    LoopPartition partition() {
        return partition(LoopSettings.DEFAULT);
    }

    LoopPartition partition(LoopSettings settings) {
        return partition(partitions.size(), parts(Provider.LOCAL, new ExecutorSlots(Limits.DEFAULT), settings));
    }

    LoopPartition partition(int number, ExecutorSlots slots) {
        return partition(number, parts(Provider.LOCAL, slots, LoopSettings.DEFAULT));
    }

    /** A partition with a backup whose first step was started. */
    LoopPartition running() {
        return partition()
                .assignAndRecover()
                .command(backup(ACME, "b-1", "prd"))
                .readBack();
    }

    /** A partition of another provider's executor that has completed backup b-9. */
    LoopPartition foreignBackup() {
        LoopPartition aws = partition(9, parts(Provider.AWS, new ExecutorSlots(Limits.DEFAULT), LoopSettings.DEFAULT));
        aws.assignAndRecover().command(backup(meta(ACME, Provider.AWS, "b-9"), "b-9", "prd"));
        while (aws.points.get("acme/b-9") == null) {
            aws.newOrders().forEach(order -> aws.report(succeeded(((Signal) order.value()).attempt())));
        }
        return aws;
    }

    @Override
    public void close() {
        partitions.forEach(LoopPartition::close);
    }

    ExecutorParts parts(Provider provider, ExecutorSlots slots, LoopSettings settings) {
        return new ExecutorParts(
                LoopFixtures.capabilities(provider),
                Limits.DEFAULT,
                RetryPolicy.DEFAULT,
                Duration.ofDays(30),
                slots,
                workers,
                settings,
                new Random(1),
                this::slowClock);
    }

    private LoopPartition partition(int number, ExecutorParts parts) {
        LoopPartition made = new LoopPartition(number, parts);
        partitions.add(made);
        return made;
    }

    private Instant slowClock() {
        clock = clock.plus(look);
        return clock;
    }
}
