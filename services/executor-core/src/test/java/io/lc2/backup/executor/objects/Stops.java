package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.Optional;

/** A step that can be told to stop. */
final class Stops implements StepControl {

    private volatile boolean stopped;

    void stop() {
        stopped = true;
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public void progress(Progress progress) {
        // Nobody looks at it.
    }

    @Override
    public void saveCheckpoint(String checkpoint) {
        // Nothing goes on from it.
    }

    @Override
    public void stopIfAsked() {
        if (stopped) {
            throw new StepStoppedException();
        }
    }
}
