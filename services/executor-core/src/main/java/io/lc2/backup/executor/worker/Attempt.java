package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An attempt at work: what it has said since the last report, and whether it was told to stop. */
final class Attempt implements StepControl {

    private static final int LONGEST_CHECKPOINT = 16 * 1024;

    /**
     * Every report of something new becomes an event that is kept for ever. Waiting for a hundredth of the time already
     * spent keeps them below a thousand for a step of a day, and what a crash undoes below a hundredth.
     */
    private static final int PATIENCE = 100;

    private final WorkOrder order;
    private final Instant startedAt;
    private final BooleanSupplier overslept;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object sending = new Object();
    private Progress progress;
    private Progress told;
    private Instant toldAt;
    private @Nullable String unsentCheckpoint;
    private volatile boolean stopping;
    private @Nullable Instant stoppingSince;
    private @Nullable Thread thread;

    Attempt(WorkOrder order, Instant now, BooleanSupplier overslept) {
        this.order = order;
        this.startedAt = now;
        this.overslept = overslept;
        this.progress = order.progress();
        this.told = progress;
        this.toldAt = now;
    }

    WorkOrder order() {
        return order;
    }

    StepAttempt id() {
        return order.attempt();
    }

    synchronized void runsOn(Thread runner) {
        thread = runner;
    }

    synchronized void stop(Instant now) {
        if (!stopping) {
            stoppingSince = now;
            stopping = true;
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** Interrupts a step that was told to stop long enough ago and still runs, so that a blocked call ends. */
    synchronized void interruptAfter(Duration grace, Instant now) {
        if (stoppingSince != null && thread != null && !now.isBefore(stoppingSince.plus(grace))) {
            thread.interrupt();
            stoppingSince = now;
        }
    }

    /** Waits until this attempt has ended, but not longer than given. */
    boolean awaitEnd(Duration longest) throws InterruptedException {
        return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Nothing of the step runs any more. */
    void ended() {
        ended.countDown();
    }

    /** Sends a sign of life, unless the result is on its way already. */
    void beat(Reports reports, Instant now) {
        synchronized (sending) {
            if (working()) {
                reports.tell(heartbeat(now), order.trace());
            }
        }
    }

    /** Sends what the step said last, then lets nobody interrupt its thread or send a heartbeat any more. */
    void lastBeat(Reports reports) {
        synchronized (sending) {
            synchronized (this) {
                thread = null;
                // An interrupt that came too late for the step must not hit its report.
                if (Thread.interrupted()) {
                    stopping = true;
                }
            }
            reports.tell(newest(), order.trace());
        }
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(order.checkpoint());
    }

    @Override
    public synchronized void progress(Progress now) {
        progress = now;
    }

    @Override
    public synchronized void saveCheckpoint(String checkpoint) {
        if (checkpoint.length() > LONGEST_CHECKPOINT) {
            throw new IllegalArgumentException("a checkpoint has at most " + LONGEST_CHECKPOINT + " characters");
        }
        unsentCheckpoint = checkpoint;
    }

    @Override
    public void stopIfAsked() {
        if (stopping || Thread.currentThread().isInterrupted() || overslept.getAsBoolean()) {
            throw new StepStoppedException();
        }
    }

    private synchronized boolean working() {
        return thread != null;
    }

    private synchronized StepReport.Progressed heartbeat(Instant now) {
        Duration patience = Duration.between(startedAt, now).dividedBy(PATIENCE);
        if (now.isBefore(toldAt.plus(patience))) {
            return new StepReport.Progressed(id(), told, null);
        }
        toldAt = now;
        return newest();
    }

    /** The newest progress; it carries a checkpoint once. */
    private synchronized StepReport.Progressed newest() {
        String checkpoint = unsentCheckpoint;
        unsentCheckpoint = null;
        told = progress;
        return new StepReport.Progressed(id(), progress, checkpoint);
    }
}
