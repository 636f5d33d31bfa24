package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.domain.plan.ProviderCapabilities;
import io.lc2.backup.executor.worker.Workers;
import io.lc2.backup.messaging.topics.Envelope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the loop of an executor is made of.
 *
 * @param capabilities its provider and what that can do
 * @param limits what may run at once
 * @param retries how failures are retried
 * @param deletionGrace how long a deletion can be taken back
 * @param slots shared by all partitions of this executor
 * @param workers who runs the steps
 * @param settings times and budgets
 * @param random jitter; asked by several threads
 * @param clock for the budget of a tick; what is decided goes by the clock of Kafka Streams
 */
public record ExecutorParts(
        ProviderCapabilities capabilities,
        Limits limits,
        RetryPolicy retries,
        Duration deletionGrace,
        ExecutorSlots slots,
        Workers workers,
        LoopSettings settings,
        RandomGenerator random,
        InstantSource clock) {

    /** Who writes, as CloudEvents name it: {@code /lc2/executor-<provider>}. */
    public static String source(Provider provider) {
        return "/lc2/executor-" + Envelope.nameOf(provider);
    }
}
