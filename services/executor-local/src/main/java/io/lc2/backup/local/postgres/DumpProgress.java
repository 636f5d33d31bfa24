package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.local.postgres.archive.ArchiveListener;
import io.lc2.backup.local.postgres.archive.TocEntry;

/**
 * Says how far a dump is: tables done of the tables there are. How many bytes it will have is unknown until it is done, and is
 * not guessed. One thread.
 */
final class DumpProgress implements ArchiveListener {

    private final StepControl control;
    private final long blocks;
    private long blocksDone;
    private long bytes;

    DumpProgress(StepControl control, long blocks) {
        this.control = control;
        this.blocks = blocks;
    }

    /** Takes note of bytes that have been dumped. */
    void add(long count) {
        bytes += count;
        say();
    }

    @Override
    public void dataEnded(TocEntry entry) {
        // Tables of extensions may have rows in a dump, too; they are not among those counted.
        blocksDone++;
        say();
    }

    private void say() {
        control.progress(new Progress(bytes, Progress.UNKNOWN, Math.min(blocksDone, blocks), blocks));
    }
}
