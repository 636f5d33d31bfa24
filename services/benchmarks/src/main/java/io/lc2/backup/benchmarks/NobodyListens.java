package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import java.util.Optional;

/** Nobody listens, nobody stops. */
final class NobodyListens implements StepControl {

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void saveCheckpoint(String checkpoint) {}

    @Override
    public void stopIfAsked() {}
}
