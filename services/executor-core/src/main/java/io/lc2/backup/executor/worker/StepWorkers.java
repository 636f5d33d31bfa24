package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on virtual threads and sends a heartbeat for each while it runs. How many run at once is bounded by the
 * slots of the decider, not here.
 */
public final class StepWorkers implements Workers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepWorkers.class);

    /** A blocked call gets this long to notice the stop by itself before its thread is interrupted. */
    private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(5);

    private final Map<StepKind, Step> steps = new EnumMap<>(StepKind.class);
    private final Reports reports;
    private final InstantSource clock;
    private final Map<StepAttempt, Attempt> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("step-heartbeats").factory());

    /**
     * Starts with nothing to run.
     *
     * @param steps what can be run
     * @param reports where heartbeats and results go
     * @param clock for bounding the wait of a stop
     * @param heartbeat time between two heartbeats; well below the watchdog's 10 s
     */
    public StepWorkers(Collection<Step> steps, Reports reports, InstantSource clock, Duration heartbeat) {
        steps.forEach(step -> this.steps.put(step.kind(), step));
        this.reports = reports;
        this.clock = clock;
        long millis = heartbeat.toMillis();
        var pulsing = pulse.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
        LOG.atDebug()
                .addKeyValue("every", heartbeat)
                .addKeyValue("done", pulsing.isDone())
                .log("Heartbeats start");
    }

    @Override
    public void start(StepAttempt id, @Nullable String checkpoint, Operation operation) {
        for (Attempt other : running.values()) {
            if (olderAttempt(other.id(), id)) {
                other.stop(clock.instant());
            }
        }
        Attempt attempt = new Attempt(id, checkpoint);
        if (running.putIfAbsent(id, attempt) == null) {
            Thread thread = Thread.ofVirtual()
                    .name("step-" + id.operationId() + "-" + id.step() + "-" + id.number())
                    .unstarted(() -> run(attempt, operation));
            attempt.runsOn(thread);
            thread.start();
        }
    }

    @Override
    public void stop(StepAttempt id) {
        Attempt attempt = running.get(id);
        if (attempt != null) {
            attempt.stop(clock.instant());
        }
    }

    /** Number of attempts at work. */
    public int running() {
        return running.size();
    }

    /** Tells everything to stop; does not wait for it. */
    @Override
    public void close() {
        running.values().forEach(attempt -> attempt.stop(clock.instant()));
        pulse.shutdownNow();
    }

    private void run(Attempt attempt, Operation operation) {
        StepAttempt id = attempt.id();
        LOG.atInfo()
                .addKeyValue("operationId", id.operationId())
                .addKeyValue("step", id.step())
                .addKeyValue("attempt", id.number())
                .log("Step starts");
        try {
            StepReport report = outcome(attempt, operation);
            // A last heartbeat carries a checkpoint saved since the one before it.
            reports.send(attempt.heartbeat());
            reports.send(report);
        } finally {
            running.remove(id);
        }
    }

    @SuppressWarnings(
            "checkstyle:IllegalCatch") // The one boundary: a defect in a step ends the step, not the executor.
    private StepReport outcome(Attempt attempt, Operation operation) {
        StepAttempt id = attempt.id();
        try {
            Step step = steps.get(id.step());
            if (step == null) {
                return new StepReport.Failed(id, unsupported(id));
            }
            return new StepReport.Succeeded(id, step.run(new StepContext(operation, attempt)));
        } catch (StepStoppedException stopped) {
            return new StepReport.Stopped(id);
        } catch (ProviderException failure) {
            return attempt.stopping() ? new StepReport.Stopped(id) : failed(id, failure);
        } catch (RuntimeException defect) {
            if (attempt.stopping()) {
                return new StepReport.Stopped(id);
            }
            LOG.atError()
                    .setCause(defect)
                    .addKeyValue("operationId", id.operationId())
                    .addKeyValue("step", id.step())
                    .addKeyValue("attempt", id.number())
                    .log("Step ended with a defect");
            return new StepReport.Failed(id, defect(id, defect));
        }
    }

    private static StepReport failed(StepAttempt id, ProviderException failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("operationId", id.operationId())
                .addKeyValue("step", id.step())
                .addKeyValue("attempt", id.number())
                .addKeyValue("code", failure.code())
                .log("Step failed");
        return new StepReport.Failed(id, failure.toFailure(id.step().component()));
    }

    private void beat() {
        Instant now = clock.instant();
        for (Attempt attempt : running.values()) {
            attempt.interruptAfter(INTERRUPT_AFTER, now);
            reports.send(attempt.heartbeat());
        }
    }

    private static boolean olderAttempt(StepAttempt one, StepAttempt than) {
        return one.project().equals(than.project())
                && one.operationId().equals(than.operationId())
                && one.step() == than.step()
                && one.number() < than.number();
    }

    private static Failure unsupported(StepAttempt id) {
        return new Failure(
                FailureCode.NOT_SUPPORTED,
                id.step().component(),
                "This executor has no step " + id.step(),
                "Run executors of one release only; upgrade this one.");
    }

    private static Failure defect(StepAttempt id, RuntimeException defect) {
        return new Failure(
                FailureCode.INTERNAL_ERROR,
                id.step().component(),
                "Unexpected " + defect.getClass().getSimpleName() + " in " + id.step(),
                "Look for the operation id in the executor's log and report the stack trace.");
    }
}
