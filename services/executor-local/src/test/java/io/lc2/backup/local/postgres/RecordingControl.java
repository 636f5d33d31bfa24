package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A line to the loop that remembers what was said and stops when told to. */
final class RecordingControl implements StepControl {

    final List<Progress> progress = new CopyOnWriteArrayList<>();
    volatile boolean stopped;
    volatile Consumer<Progress> onProgress = said -> {};

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public void progress(Progress said) {
        progress.add(said);
        onProgress.accept(said);
    }

    @Override
    public void saveCheckpoint(String checkpoint) {}

    @Override
    public void stopIfAsked() {
        if (stopped) {
            throw new StepStoppedException();
        }
    }
}
