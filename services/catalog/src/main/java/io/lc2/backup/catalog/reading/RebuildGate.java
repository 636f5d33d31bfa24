package io.lc2.backup.catalog.reading;

import java.util.concurrent.atomic.AtomicBoolean;

/** Closed while the catalog is rebuilt: what is there then is neither what was nor what will be, so nobody gets to see it. */
public final class RebuildGate {

    private final AtomicBoolean closed = new AtomicBoolean();

    /** Whether reads are refused. */
    public boolean closed() {
        return closed.get();
    }

    /**
     * Closes it.
     *
     * @return false when it was closed already
     */
    public boolean close() {
        return closed.compareAndSet(false, true);
    }

    /** Opens it. */
    public void open() {
        closed.set(false);
    }
}
