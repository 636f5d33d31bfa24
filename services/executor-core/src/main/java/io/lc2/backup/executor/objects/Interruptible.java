package io.lc2.backup.executor.objects;

import java.util.Iterator;

/** A long stream that ends with the step: it asks every few thousand elements whether the step may go on. */
final class Interruptible<T> implements Iterator<T> {

    private static final int ASK_EVERY = 4096;

    private final Iterator<T> source;
    private final Halt halt;
    private int read;

    Interruptible(Iterator<T> source, Halt halt) {
        this.source = source;
        this.halt = halt;
    }

    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    @Override
    public T next() {
        if (++read % ASK_EVERY == 0) {
            halt.check();
        }
        return source.next();
    }
}
