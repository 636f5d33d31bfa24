package io.lc2.backup.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.executor.runtime.ExecutorSettings.Access;
import io.lc2.backup.executor.runtime.ExecutorSettings.GroupProtocol;
import io.lc2.backup.executor.runtime.ExecutorSettings.Membership;
import io.lc2.backup.executor.runtime.ExecutorSettings.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ExecutorSettingsTest {

    private static final ExecutorSettings DEFAULTS = ExecutorSettings.of(
            new Access("kafka:9092", Map.of("sasl.jaas.config", "password=very-secret"), Map.of()), Path.of("state"));

    @Test
    void showsNoValueThatMayBeASecret() {
        assertThat(DEFAULTS.toString()).contains("sasl.jaas.config").doesNotContain("very-secret");
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> new Access(" ", Map.of(), Map.of())).hasMessageContaining("bootstrapServers");
        assertThatThrownBy(() -> new Membership("", GroupProtocol.CLASSIC, Duration.ofSeconds(10), 0))
                .hasMessageContaining("thread");
        assertThatThrownBy(() -> new Membership("pod-0", GroupProtocol.STREAMS, Duration.ofSeconds(10), 1))
                .hasMessageContaining("leave instanceId empty");
        assertThatThrownBy(() -> new Rules(
                        Rules.DEFAULT.limits(),
                        Rules.DEFAULT.retries(),
                        Rules.DEFAULT.loop(),
                        Rules.DEFAULT.workers(),
                        Rules.DEFAULT.deletionGrace(),
                        Duration.ofSeconds(9)))
                .hasMessageContaining("10 s");
        assertThatThrownBy(() -> new Rules(
                        Rules.DEFAULT.limits(),
                        Rules.DEFAULT.retries(),
                        Rules.DEFAULT.loop(),
                        Rules.DEFAULT.workers(),
                        Duration.ofSeconds(-1),
                        Rules.DEFAULT.resultDelivery()))
                .hasMessageContaining("deletionGrace");
        assertThatThrownBy(() -> new ExecutorSettings(
                        DEFAULTS.access(),
                        DEFAULTS.stateDir(),
                        DEFAULTS.membership(),
                        0,
                        DEFAULTS.closeWithin(),
                        DEFAULTS.rules()))
                .hasMessageContaining("memory");
    }

    @Test
    void makesAStaticMemberOfANamedExecutorAndKeepsWhatTheUserSet() {
        Membership named = new Membership("pod-0", GroupProtocol.CLASSIC, Duration.ofSeconds(8), 2);
        try (StoreMemory memory = new StoreMemory(DEFAULTS.storeMemory())) {
            Map<String, Object> streams = StreamsSettings.of(DEFAULTS.with(named), Provider.LOCAL, memory);

            assertThat(streams)
                    .containsEntry("sasl.jaas.config", "password=very-secret")
                    .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "lc2-executor-local")
                    .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                    .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2)
                    .containsEntry("main.consumer.group.instance.id", "pod-0")
                    .containsEntry("main.consumer.session.timeout.ms", 8000);
        }
    }

    @Test
    void leavesTimeoutsOfTheStreamsProtocolToTheBroker() {
        Membership streams = new Membership("", GroupProtocol.STREAMS, Duration.ofSeconds(10), 1);
        try (StoreMemory memory = new StoreMemory(DEFAULTS.storeMemory())) {
            assertThat(StreamsSettings.of(DEFAULTS.with(streams), Provider.LOCAL, memory))
                    .containsEntry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams")
                    .doesNotContainKeys("main.consumer.session.timeout.ms", "main.consumer.group.instance.id");
        }
    }
}
