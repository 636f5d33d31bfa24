package io.lc2.backup.testkit;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The loop's end of the line to a step, for tests: remembers what was said, and tells it to stop on request. */
public final class RecordingControl implements StepControl {

    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NONE);
    private final AtomicReference<Optional<String>> checkpoint = new AtomicReference<>(Optional.empty());
    private volatile boolean stopped;

    /** Tells the step to stop when it asks next. */
    public void stop() {
        stopped = true;
    }

    /** The newest progress. */
    public Progress progress() {
        return progress.get();
    }

    @Override
    public Optional<String> checkpoint() {
        return checkpoint.get();
    }

    @Override
    public void progress(Progress newest) {
        progress.set(newest);
    }

    @Override
    public void saveCheckpoint(String newest) {
        checkpoint.set(Optional.of(newest));
    }

    @Override
    public void stopIfAsked() {
        if (stopped) {
            throw new StepStoppedException();
        }
    }
}
