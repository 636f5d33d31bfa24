package io.lc2.backup.catalog.fold;

import java.util.concurrent.atomic.LongAdder;

/** Counts changes and passes them on. */
public final class FoldMeter implements EntryListener {

    private final EntryListener next;
    private final LongAdder changes = new LongAdder();

    /** Tells the given one of each change, too. */
    public FoldMeter(EntryListener next) {
        this.next = next;
    }

    /** Entries changed since this process was started, aborted transactions included. */
    public long changes() {
        return changes.sum();
    }

    @Override
    public void changed(String key) {
        changes.increment();
        next.changed(key);
    }
}
