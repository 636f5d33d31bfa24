package io.lc2.backup.executor.runtime;

import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.executor.streams.LoopSettings;
import io.lc2.backup.executor.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything about an executor that is set from outside.
 *
 * @param access how Kafka and the registry are reached
 * @param stateDir where local state lies; a directory of this executor's own that survives restarts
 * @param membership how the executors of one provider share the partitions
 * @param storeMemory bytes of native memory that the stores share
 * @param closeWithin the longest {@link ExecutorRuntime#close} may take
 * @param rules limits and times
 */
public record ExecutorSettings(
        Access access, Path stateDir, Membership membership, long storeMemory, Duration closeWithin, Rules rules) {

    /** Enough for the few thousand recovery points and answers of a partition, with 48 of them in one process. */
    public static final long DEFAULT_STORE_MEMORY = 32L * 1024 * 1024;

    private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(15);

    public ExecutorSettings {
        if (storeMemory < 1 || !closeWithin.isPositive()) {
            throw new IllegalArgumentException("memory of the stores and time to close must be more than nothing");
        }
    }

    /**
     * The defaults of everything that has one.
     *
     * @param access how Kafka and the registry are reached
     * @param stateDir where local state lies
     */
    public static ExecutorSettings of(Access access, Path stateDir) {
        return new ExecutorSettings(
                access, stateDir, Membership.DEFAULT, DEFAULT_STORE_MEMORY, DEFAULT_CLOSE, Rules.DEFAULT);
    }

    /** The same with another membership. */
    public ExecutorSettings with(Membership other) {
        return new ExecutorSettings(access, stateDir, other, storeMemory, closeWithin, rules);
    }

    /** The same with other rules. */
    public ExecutorSettings with(Rules other) {
        return new ExecutorSettings(access, stateDir, membership, storeMemory, closeWithin, other);
    }

    /**
     * How Kafka and the registry are reached.
     *
     * @param bootstrapServers comma-separated {@code host:port}
     * @param kafka further settings of all Kafka clients, such as {@code security.protocol} and {@code sasl.*}
     * @param registry settings of the registry client and the serdes, at least {@code schema.registry.url}
     */
    public record Access(String bootstrapServers, Map<String, String> kafka, Map<String, String> registry) {

        public Access {
            if (bootstrapServers.isBlank()) {
                throw new IllegalArgumentException("bootstrapServers is empty");
            }
            kafka = Map.copyOf(kafka);
            registry = Map.copyOf(registry);
        }

        /** Without the values, which may hold passwords. */
        @Override
        public String toString() {
            return "Access[" + bootstrapServers + ", kafka=" + new TreeSet<>(kafka.keySet()) + ", registry="
                    + new TreeSet<>(registry.keySet()) + "]";
        }
    }

    /** How members of the group agree on who owns what. */
    public enum GroupProtocol {
        /** The members themselves; knows static members. */
        CLASSIC,
        /** The broker (KIP-1071); its group configuration has the timeouts, and it knows no static members. */
        STREAMS
    }

    /**
     * How the executors of one provider share the partitions.
     *
     * @param instanceId name of this executor that is the same after a restart and nobody else's, for example the name of
     *     a pod of a stateful set: a restart within the session timeout then moves nothing; empty for none
     * @param protocol how members agree
     * @param sessionTimeout silence after which the partitions of a member are given to others; as the patience of the
     *     watchdog
     * @param threads stream threads; one decides thousands of inputs a second
     */
    public record Membership(String instanceId, GroupProtocol protocol, Duration sessionTimeout, int threads) {

        /** One thread, no static id, 10 s (design §5). */
        public static final Membership DEFAULT = new Membership("", GroupProtocol.CLASSIC, Duration.ofSeconds(10), 1);

        public Membership {
            if (threads < 1) {
                throw new IllegalArgumentException("an executor needs at least one stream thread");
            }
            if (!instanceId.isEmpty() && protocol == GroupProtocol.STREAMS) {
                throw new IllegalArgumentException(
                        "the streams group protocol knows no static members: leave instanceId empty, or use CLASSIC");
            }
        }
    }

    /**
     * Limits and times.
     *
     * @param limits what may run at once
     * @param retries how failures are retried
     * @param loop times and budgets of the loop
     * @param workers times of workers
     * @param deletionGrace how long a deletion can be taken back before the data is removed
     * @param resultDelivery how long the result of a step is tried to be delivered while Kafka is away
     */
    public record Rules(
            Limits limits,
            RetryPolicy retries,
            LoopSettings loop,
            WorkerSettings workers,
            Duration deletionGrace,
            Duration resultDelivery) {

        /** The defaults of each; thirty days of grace, and ten minutes, because a result may stand for hours of work. */
        public static final Rules DEFAULT = new Rules(
                Limits.DEFAULT,
                RetryPolicy.DEFAULT,
                LoopSettings.DEFAULT,
                WorkerSettings.DEFAULT,
                Duration.ofDays(30),
                Duration.ofMinutes(10));

        public Rules {
            if (deletionGrace.isNegative()) {
                throw new IllegalArgumentException("deletionGrace must not be negative");
            }
            if (resultDelivery.compareTo(Duration.ofSeconds(10)) < 0) {
                throw new IllegalArgumentException("resultDelivery is at least 10 s, the time of one request");
            }
        }
    }
}
