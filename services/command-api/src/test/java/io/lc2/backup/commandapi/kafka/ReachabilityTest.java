package io.lc2.backup.commandapi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ReachabilityTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Reachability reachability = new Reachability(
            "Kafka",
            () -> {
                asked.incrementAndGet();
                return trouble.get();
            },
            now::get);

    @Test
    void asksOnceInAWhileHoweverOftenTheHealthIs() {
        status();
        status();
        assertThat(asked).hasValue(1);

        now.updateAndGet(instant -> instant.plusSeconds(2));
        status();
        assertThat(asked).hasValue(2);
    }

    @Test
    void followsWhatThePeerSays() {
        trouble.set("away");
        assertThat(status()).isEqualTo(Status.DOWN);

        trouble.set(null);
        now.updateAndGet(instant -> instant.plusSeconds(2));
        assertThat(status()).isEqualTo(Status.UP);
    }

    private Status status() {
        return reachability.health().getStatus();
    }
}
