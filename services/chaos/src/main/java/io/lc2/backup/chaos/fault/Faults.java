package io.lc2.backup.chaos.fault;

import io.lc2.backup.chaos.platform.Disk;
import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.process.ExecutorFleet;
import io.lc2.backup.chaos.process.JavaProcess;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.proxy.Weather;
import io.lc2.backup.chaos.workload.Workload.Reached;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Breaks things; how long and how exactly is drawn. */
public final class Faults {

    /** Longer than the session timeout of 10 s, so that somebody else takes over. */
    private static final Duration TAKEOVER = Duration.ofSeconds(13);

    private static final double MOST = 0.8;

    private final ExecutorFleet executors;
    private final Servers servers;
    private final Owners owners;
    private final HeapFiller heap;
    private final Random random;
    private final InstantSource clock;
    private final Duration metadataOutage;

    /**
     * What can be broken.
     *
     * @param executors two processes
     * @param servers below them
     * @param owners tells which executor to break
     * @param heap fills memory
     */
    public record Targets(ExecutorFleet executors, Servers servers, Owners owners, HeapFiller heap) {}

    /**
     * @param targets what can be broken
     * @param random decides
     * @param clock of this machine
     * @param metadataOutage how long the catalog's PostgreSQL stays away
     */
    public Faults(Targets targets, Random random, InstantSource clock, Duration metadataOutage) {
        this.executors = targets.executors();
        this.servers = targets.servers();
        this.owners = targets.owners();
        this.heap = targets.heap();
        this.random = random;
        this.clock = clock;
        this.metadataOutage = metadataOutage;
    }

    /**
     * Breaks something while an operation is in the step that was waited for; returns when it is mended.
     *
     * @param kind what
     * @param at where
     */
    public Injection inject(FaultKind kind, Reached at) throws InterruptedException {
        return switch (kind) {
            case KILL -> kill(at);
            case STOP -> freeze(at);
            case BLACKOUT -> blackout();
            case OOM -> outOfMemory(at);
            case DISK -> disk(at);
            case BROKER -> broker();
            case REGISTRY -> registry(at);
            case CATALOG_DB -> metadata();
            case SOURCE_DB -> sources();
            case S3_503 -> weather(Weather.Kind.REFUSED, MOST, seconds(4, 20));
            case S3_SLOW -> weather(Weather.Kind.SLOW, 1, seconds(6, 12));
            case S3_CUT -> weather(Weather.Kind.CUT, 0.3, seconds(6, 15));
        };
    }

    private Injection kill(Reached at) throws InterruptedException {
        String victim = owners.of(at.site().project());
        boolean inPlace = random.nextBoolean();
        Instant began = clock.instant();
        executors.kill(victim, inPlace ? Duration.ZERO : TAKEOVER);
        return new Injection(began, began, victim + (inPlace ? ", restarted at once" : ", restarted after takeover"));
    }

    private Injection freeze(Reached at) throws InterruptedException {
        JavaProcess victim = executors.process(owners.of(at.site().project()));
        Duration length = TAKEOVER.plus(seconds(0, 4));
        Instant began = clock.instant();
        victim.freeze();
        Patience.pause(length);
        victim.thaw();
        // Whoever takes over need not wait for the zombie.
        return new Injection(began, began, victim.name() + " for " + length.toSeconds() + " s");
    }

    private Injection blackout() {
        Instant began = clock.instant();
        executors.names().forEach(name -> executors.kill(name, seconds(0, 3)));
        return new Injection(began, began, "both");
    }

    private Injection outOfMemory(Reached at) throws InterruptedException {
        JavaProcess victim = executors.process(owners.of(at.site().project()));
        Instant began = clock.instant();
        boolean died = heap.fill(victim);
        return new Injection(began, clock.instant(), victim.name() + (died ? "" : ", which survived"));
    }

    private Injection disk(Reached at) throws InterruptedException {
        // A backup writes objects only; a restore writes both.
        boolean objects = !at.restores() || random.nextBoolean();
        Disk disk = objects ? servers.objectDisk() : servers.databaseDisk();
        Duration length = seconds(4, 12);
        Instant began = clock.instant();
        disk.fill();
        try {
            Patience.pause(length);
        } finally {
            disk.free();
        }
        // A server may have given up meanwhile; somebody starts it again.
        servers.sources().start();
        return new Injection(
                began,
                clock.instant(),
                (objects ? "of the S3 server, for " : "of PostgreSQL, for ") + length.toSeconds() + " s");
    }

    private Injection broker() throws InterruptedException {
        Duration length = seconds(1, 8);
        boolean killed = random.nextBoolean();
        Instant began = clock.instant();
        if (killed) {
            servers.broker().kill();
            Patience.pause(length);
            servers.broker().start();
        } else {
            servers.broker().freeze();
            Patience.pause(length);
            servers.broker().thaw();
        }
        return new Injection(
                began,
                clock.instant(),
                (killed ? "killed, back after " : "frozen, on after ") + length.toSeconds() + " s");
    }

    private Injection registry(Reached at) throws InterruptedException {
        boolean withKill = random.nextBoolean();
        Duration length = seconds(6, 12);
        Instant began = clock.instant();
        servers.registry().stop();
        if (withKill) {
            executors.kill(owners.of(at.site().project()), Duration.ZERO);
        }
        Patience.pause(length);
        servers.registry().start();
        return new Injection(began, clock.instant(), withKill ? "and the executor starts without it" : "alone");
    }

    private Injection metadata() throws InterruptedException {
        Instant began = clock.instant();
        servers.metadata().stop();
        Patience.pause(metadataOutage);
        servers.metadata().start();
        return new Injection(began, clock.instant(), "for " + metadataOutage.toSeconds() + " s");
    }

    private Injection sources() throws InterruptedException {
        Duration length = seconds(1, 8);
        Instant began = clock.instant();
        servers.sources().stop();
        Patience.pause(length);
        servers.sources().start();
        return new Injection(began, clock.instant(), "for " + length.toSeconds() + " s");
    }

    private Injection weather(Weather.Kind kind, double share, Duration length) throws InterruptedException {
        long before = servers.proxy().hits();
        Instant began = clock.instant();
        servers.proxy().weather(new Weather(kind, share));
        Patience.pause(length);
        servers.proxy().weather(Weather.FAIR);
        return new Injection(
                began,
                clock.instant(),
                "%d requests in %d s".formatted(servers.proxy().hits() - before, length.toSeconds()));
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(1000L * from + random.nextInt(1000 * (to - from) + 1));
    }
}
