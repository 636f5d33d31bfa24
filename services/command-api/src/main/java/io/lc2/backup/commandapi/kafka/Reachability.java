package io.lc2.backup.commandapi.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether something this service needs answers; asked at most once in a while, however often the health is. */
final class Reachability implements HealthIndicator {

    /** Asks, with a bound of its own. */
    @FunctionalInterface
    interface Probe {

        /** What is wrong, for the log file; null when nothing is. */
        @Nullable String trouble() throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(Reachability.class);
    private static final Duration VALID = Duration.ofSeconds(2);

    private final String part;
    private final Probe probe;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private Instant validUntil = Instant.MIN;
    private boolean reachable = true;

    Reachability(String part, Probe probe, InstantSource clock) {
        this.part = part;
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return isReachable() ? Health.up().build() : Health.down().build();
    }

    private boolean isReachable() {
        asking.lock();
        try {
            if (!clock.instant().isBefore(validUntil)) {
                note(probe.trouble());
                validUntil = clock.instant().plus(VALID);
            }
            return reachable;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            asking.unlock();
        }
    }

    private void note(@Nullable String trouble) {
        if (trouble != null && reachable) {
            log.atWarn()
                    .addKeyValue("part", part)
                    .addKeyValue("reason", trouble)
                    .log("not reachable");
        } else if (trouble == null && !reachable) {
            log.atInfo().addKeyValue("part", part).log("reachable again");
        }
        reachable = trouble == null;
    }
}
