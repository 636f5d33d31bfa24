package io.lc2.backup.commandapi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

    private static final KafkaAccess ACCESS = new KafkaAccess(
            "a:1",
            "http://r1,http://r2",
            Map.of("security.protocol", "SSL", "acks", "0", "max.block.ms", "60000"),
            Duration.ofMillis(4500));

    @Test
    void givesUpWithinTheTimeOfACall() {
        Map<String, Object> producer = ClientSettings.producer(ACCESS);
        Map<String, Object> registry = ClientSettings.registry(ACCESS);

        int waits = (int) producer.get("max.block.ms")
                + 2 * (int) registry.get("http.read.timeout.ms")
                + (int) producer.get("delivery.timeout.ms");

        assertThat(waits).isEqualTo(4500);
        assertThat((int) producer.get("request.timeout.ms")).isLessThan((int) producer.get("delivery.timeout.ms"));
    }

    @Test
    void letsTheProducerGiveUpBeforeTheCallIsAnswered() {
        assertThat(ClientSettings.longestWait(ACCESS)).isGreaterThan(Duration.ofMillis((int)
                ClientSettings.producer(ACCESS).get("delivery.timeout.ms")));
    }

    @Test
    void takesFurtherSettingsButNotThoseItsPromiseRestsOn() {
        assertThat(ClientSettings.producer(ACCESS))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 1000);
    }
}
