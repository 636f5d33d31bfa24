package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.spi.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on virtual threads and sends a heartbeat for each while it runs. How many run at once is bounded by the
 * slots of the decider, not here.
 */
public final class StepWorkers implements Workers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepWorkers.class);

    private final StepRun steps;
    private final Reports reports;
    private final InstantSource clock;
    private final WorkerSettings settings;
    private final Map<StepAttempt, Attempt> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("step-pulse-", 0).factory());
    private final ScheduledFuture<?> beating;
    private final ScheduledFuture<?> waking;
    private volatile Instant awake;
    private volatile boolean closing;

    /**
     * Starts with nothing to run.
     *
     * @param steps what can be run
     * @param reports where heartbeats and results go
     * @param clock for leases and for bounding the wait of a stop
     * @param settings times
     */
    public StepWorkers(Collection<Step> steps, Reports reports, InstantSource clock, WorkerSettings settings) {
        this.steps = new StepRun(steps);
        this.reports = reports;
        this.clock = clock;
        this.settings = settings;
        this.awake = clock.instant();
        long millis = settings.heartbeat().toMillis();
        // Two threads: a heartbeat that waits for Kafka must not look like a process that was asleep.
        this.waking = pulse.scheduleAtFixedRate(this::stayAwake, millis, millis, TimeUnit.MILLISECONDS);
        this.beating = pulse.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void start(WorkOrder order) {
        StepAttempt id = order.attempt();
        List<Attempt> older = running.values().stream()
                .filter(other -> olderAttempt(other.id(), id))
                .toList();
        older.forEach(attempt -> attempt.stop(clock.instant()));
        Attempt attempt = new Attempt(order, clock.instant(), this::overslept);
        if (!closing && running.putIfAbsent(id, attempt) == null) {
            Thread thread = Thread.ofVirtual()
                    .name("step-" + id.operationId() + "-" + id.step() + "-" + id.number())
                    .uncaughtExceptionHandler(StepWorkers::died)
                    .unstarted(() -> run(attempt, older));
            attempt.runsOn(thread);
            thread.start();
            if (closing) {
                attempt.stop(clock.instant());
            }
        }
    }

    @Override
    public void stop(StepAttempt id) {
        Attempt attempt = running.get(id);
        if (attempt != null) {
            attempt.stop(clock.instant());
        }
    }

    @Override
    public boolean runs(StepAttempt attempt) {
        return running.containsKey(attempt);
    }

    /** Number of attempts at work. */
    public int running() {
        return running.size();
    }

    /** Whether heartbeats are being sent; false is a defect or the end. */
    public boolean alive() {
        return !beating.isDone() && !waking.isDone();
    }

    /**
     * Starts nothing any more and tells everything to stop. What stops for this reason says so to nobody: the next owner
     * replaces every attempt it finds, and a report would only make it do so twice.
     *
     * @param longest how long to wait for the steps to end
     * @return whether all have ended
     */
    public boolean drain(Duration longest) {
        closing = true;
        stopAll();
        Instant end = clock.instant().plus(longest);
        try {
            for (Attempt attempt : running.values()) {
                Duration left = Duration.between(clock.instant(), end);
                if (left.isNegative() || !attempt.awaitEnd(left)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells everything to stop and sends no heartbeat any more; does not wait. */
    @Override
    public void close() {
        closing = true;
        stopAll();
        pulse.shutdownNow();
    }

    private void run(Attempt attempt, List<Attempt> older) {
        try {
            StepReport report =
                    awaitOlder(attempt, older) ? steps.outcome(attempt) : new StepReport.Stopped(attempt.id());
            attempt.lastBeat(reports);
            attempt.ended();
            if (!(closing && report instanceof StepReport.Stopped)
                    && !reports.conclude(report, attempt.order().trace())) {
                LOG.atWarn()
                        .addKeyValue("operationId", attempt.id().operationId())
                        .addKeyValue("step", attempt.id().step())
                        .addKeyValue("attempt", attempt.id().number())
                        .log("The result of a step could not be delivered; the step will be run again");
            }
        } finally {
            attempt.ended();
            running.remove(attempt.id());
        }
    }

    /** Two attempts of a step may run at the same time, but in one process there is no need for it. */
    private boolean awaitOlder(Attempt attempt, List<Attempt> older) {
        Instant end = clock.instant().plus(settings.overlap());
        try {
            for (Attempt other : older) {
                boolean over = false;
                while (!over && !attempt.stopping() && clock.instant().isBefore(end)) {
                    over = other.awaitEnd(settings.heartbeat());
                }
            }
            return !attempt.stopping();
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void beat() {
        Instant now = clock.instant();
        for (Attempt attempt : running.values()) {
            attempt.interruptAfter(settings.interruptAfter(), now);
            attempt.beat(reports, now);
        }
    }

    private void stayAwake() {
        if (overslept()) {
            LOG.atWarn()
                    .addKeyValue("attempts", running.size())
                    .log("This process was not awake for too long; its steps stop, others may own them now");
            stopAll();
        }
        awake = clock.instant();
    }

    private boolean overslept() {
        return clock.instant().isAfter(awake.plus(settings.lease()));
    }

    private void stopAll() {
        Instant now = clock.instant();
        running.values().forEach(attempt -> attempt.stop(now));
    }

    private static void died(Thread thread, Throwable cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("thread", thread.getName())
                .log("A step died without a report; the watchdog replaces it");
    }

    private static boolean olderAttempt(StepAttempt one, StepAttempt than) {
        return one.project().equals(than.project())
                && one.operationId().equals(than.operationId())
                && one.step() == than.step()
                && one.number() < than.number();
    }
}
