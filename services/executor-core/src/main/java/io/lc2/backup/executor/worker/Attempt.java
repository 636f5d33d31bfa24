package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt at work: what it has said since the last report, and whether it was told to stop. */
final class Attempt implements StepControl {

    private static final int LONGEST_CHECKPOINT = 16 * 1024;

    private final StepAttempt id;
    private final @Nullable String startedFrom;
    private Progress progress = Progress.NONE;
    private @Nullable String unsentCheckpoint;
    private volatile boolean stopping;
    private @Nullable Instant stoppingSince;
    private @Nullable Thread thread;

    Attempt(StepAttempt id, @Nullable String checkpoint) {
        this.id = id;
        this.startedFrom = checkpoint;
    }

    StepAttempt id() {
        return id;
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

    /** The next heartbeat; it carries the checkpoint once. */
    synchronized StepReport.Progressed heartbeat() {
        String checkpoint = unsentCheckpoint;
        unsentCheckpoint = null;
        return new StepReport.Progressed(id, progress, checkpoint);
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(startedFrom);
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
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw new StepStoppedException();
        }
    }
}
