package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.StepControl;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up what several threads have done and reports it. Thread-safe. */
final class ProgressMeter {

    private final StepControl control;
    private final AtomicLong bytesDone = new AtomicLong();
    private final AtomicLong objectsDone = new AtomicLong();
    private volatile long bytesTotal = Progress.UNKNOWN;
    private volatile long objectsTotal = Progress.UNKNOWN;

    ProgressMeter(StepControl control) {
        this.control = control;
    }

    /** Says how much there is in all, once that is known exactly. */
    synchronized void total(long bytes, long objects) {
        bytesTotal = bytes;
        objectsTotal = objects;
        report();
    }

    /** Says how much somebody else has counted; not heard once the total is known. */
    synchronized void counted(long bytes, long objects) {
        if (objectsTotal == Progress.UNKNOWN) {
            total(bytes, objects);
        }
    }

    /** Bytes moved; negative when they have to be moved again. */
    void bytes(long count) {
        bytesDone.addAndGet(count);
        report();
    }

    /** Whole objects finished. */
    void objects(long count) {
        objectsDone.addAndGet(count);
        report();
    }

    /** Everything is done, so what was done is the total, whatever changed since it was counted. */
    void finish() {
        total(Math.max(0, bytesDone.get()), objectsDone.get());
    }

    private void report() {
        long bytes = Math.max(0, bytesDone.get());
        long objects = objectsDone.get();
        control.progress(new Progress(bytes, atLeast(bytesTotal, bytes), objects, atLeast(objectsTotal, objects)));
    }

    /** A library that grows while it is copied has more than was counted. */
    private static long atLeast(long total, long done) {
        return total == Progress.UNKNOWN ? total : Math.max(total, done);
    }
}
