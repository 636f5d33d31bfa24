package io.lc2.backup.scheduler.runtime;

import io.lc2.backup.scheduler.streams.LoopSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything about a running scheduler that is set from outside.
 *
 * @param bootstrapServers comma-separated {@code host:port}
 * @param kafka further settings of all Kafka clients, such as {@code security.protocol} and {@code sasl.*}
 * @param registry settings of the registry client and the serdes, at least {@code schema.registry.url}
 * @param stateDir where Kafka Streams keeps its files; not shared with another instance
 * @param instanceId name of this instance that is the same after a restart and nobody else's; empty for none
 * @param threads stream threads
 * @param sessionTimeout silence after which the partitions of an instance are given to others
 * @param closeWithin the longest {@link SchedulerRuntime#close} may take
 * @param loop times and budgets
 */
public record RuntimeSettings(
        String bootstrapServers,
        Map<String, String> kafka,
        Map<String, String> registry,
        Path stateDir,
        String instanceId,
        int threads,
        Duration sessionTimeout,
        Duration closeWithin,
        LoopSettings loop) {

    public RuntimeSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    /** Without the values of client settings, which may hold passwords. */
    @Override
    public String toString() {
        return "RuntimeSettings[" + bootstrapServers + ", kafka=" + new TreeSet<>(kafka.keySet()) + ", registry="
                + new TreeSet<>(registry.keySet()) + ", " + stateDir + ", instanceId=" + instanceId + ", " + threads
                + " threads, " + loop + "]";
    }
}
