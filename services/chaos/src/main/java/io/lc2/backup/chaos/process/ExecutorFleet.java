package io.lc2.backup.chaos.process;

import io.lc2.backup.chaos.ChaosException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two executors, and a supervisor that starts again whichever has died, as Kubernetes would. */
public final class ExecutorFleet implements AutoCloseable {

    private static final Duration READY_BOUND = Duration.ofMinutes(2);
    private static final Duration WATCH = Duration.ofMillis(200);
    /** Rounds of the supervisor between two questions whether an executor is alive. */
    private static final int PROBE_EVERY = 25;

    /**
     * What the executors have in common.
     *
     * @param arguments settings, without instance, port and state directory
     * @param prefix a command they run within; empty for none
     * @param heap largest heap, as {@code -Xmx} takes it
     */
    public record Settings(List<String> arguments, List<String> prefix, String heap) {
        public Settings {
            arguments = List.copyOf(arguments);
            prefix = List.copyOf(prefix);
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final ServiceHealth health;
    private final Settings settings;
    private final Thread supervisor;
    private volatile boolean closed;

    private ExecutorFleet(Path directory, List<String> names, ServiceHealth health, Settings settings) {
        this.health = health;
        this.settings = settings;
        for (String name : names) {
            members.add(new Member(name, folder(directory, name)));
        }
        this.supervisor = Thread.ofPlatform().daemon().name("supervisor").unstarted(this::supervise);
    }

    /** Starts executors of these names and returns when all are ready. */
    public static ExecutorFleet start(Path directory, List<String> names, ServiceHealth health, Settings settings)
            throws InterruptedException {
        ExecutorFleet fleet = new ExecutorFleet(directory, names, health, settings);
        fleet.supervisor.start();
        boolean ready = false;
        try {
            fleet.awaitReady();
            ready = true;
            return fleet;
        } finally {
            if (!ready) {
                fleet.close();
            }
        }
    }

    public List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    /** Kills one; it is started again after a while. */
    public void kill(String name, Duration restartAfter) {
        Member member = member(name);
        member.sleepUntil(System.nanoTime() + restartAfter.toNanos());
        JavaProcess process = member.process();
        if (process != null) {
            process.kill();
        }
    }

    /** The process of an executor, to freeze it or to fill its memory. */
    public JavaProcess process(String name) {
        JavaProcess process = member(name).process();
        if (process == null) {
            throw new ChaosException(name + " was never started");
        }
        return process;
    }

    /** How often executors were started, all together. */
    public int starts() {
        return members.stream().mapToInt(Member::starts).sum();
    }

    /** Waits until all executors run and are ready. */
    public void awaitReady() throws InterruptedException {
        for (Member member : members) {
            if (!Patience.await(READY_BOUND, () -> member.alive() && health.ready(member.port()))) {
                throw new ChaosException(member.name() + " is not ready after " + READY_BOUND.toSeconds() + " s");
            }
        }
    }

    /** Whether this executor says that it is ready. */
    public boolean ready(String name) {
        return member(name).alive() && health.ready(member(name).port());
    }

    @Override
    public void close() {
        closed = true;
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Thread> ends = members.stream()
                .map(member -> Thread.ofPlatform().name(member.name() + "-end").start(member::close))
                .toList();
        for (Thread end : ends) {
            try {
                end.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void supervise() {
        int rounds = 0;
        try {
            while (!closed) {
                for (Member member : members) {
                    if (member.due() && !closed) {
                        member.start(settings);
                    }
                }
                if (++rounds % PROBE_EVERY == 0) {
                    members.forEach(this::probe);
                }
                Patience.pause(WATCH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends one that says that it has given up. A frozen one says nothing, and stays. */
    private void probe(Member member) {
        JavaProcess process = member.process();
        if (process != null && process.isAlive() && !closed && health.givenUp(member.port())) {
            process.kill();
        }
    }

    private Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findAny()
                .orElseThrow(() -> new ChaosException("There is no executor " + name));
    }

    private static Path folder(Path directory, String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new ChaosException("Cannot make a directory in " + directory, e);
        }
    }
}
