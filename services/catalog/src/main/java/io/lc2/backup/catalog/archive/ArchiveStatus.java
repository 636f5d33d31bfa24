package io.lc2.backup.catalog.archive;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How archiving is doing; written by it, read by everybody. */
public final class ArchiveStatus {

    private final LongAdder records = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable Instant lastPass;

    /** Records archived since this process was started. */
    public long records() {
        return records.sum();
    }

    /** Passes that failed since this process was started. */
    public long failures() {
        return failures.sum();
    }

    /** Up to when all of the log is archived; null when that is not known since this process was started. */
    public @Nullable Instant lastPass() {
        return lastPass;
    }

    void archived(int count) {
        records.add(count);
    }

    void failed() {
        failures.increment();
    }

    void passed(Instant at) {
        lastPass = at;
    }
}
