package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.StepStoppedException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Reads a sequence in a thread of its own, a few thousand things ahead of whoever takes them, so that a listing and what is
 * done with it go on at the same time. A failure of the sequence is thrown where it would have come.
 */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {

    private static final int BATCH = 1000;
    private static final int MOST_BATCHES = 4;
    /** How long a wait lasts before asking whether to go on: a step asks at least once a second. */
    private static final long LOOK_MILLIS = 200;

    private final Iterator<T> source;
    private final Halt halt;
    private final BlockingQueue<FutureTask<List<T>>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final Thread reader;
    private Iterator<T> batch = Collections.emptyIterator();
    private boolean ended;
    private volatile boolean closed;

    /**
     * Begins to read.
     *
     * @param source read by another thread, which closes it in the end if it can be closed
     * @param halt ends the reading and the waiting
     */
    ReadAhead(Iterator<T> source, Halt halt) {
        this.source = source;
        this.halt = halt;
        this.reader = Thread.ofVirtual().name("objects-ahead").start(this::read);
    }

    @Override
    public boolean hasNext() {
        while (!ended && !batch.hasNext()) {
            List<T> next = await();
            ended = next.isEmpty();
            batch = next.iterator();
        }
        return batch.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    /** Ends the reading; a call outside that is under way is bounded in time by its store. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }

    boolean isReading() {
        return reader.isAlive();
    }

    private List<T> await() {
        try {
            while (true) {
                FutureTask<List<T>> next = batches.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next.get();
                }
                halt.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        } catch (ExecutionException e) {
            ended = true;
            throw unwrap(e);
        }
    }

    /** As the source threw it: an iterator throws nothing checked. */
    private static RuntimeException unwrap(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    /** The last batch is the empty one at the end of the source, or the one that failed. */
    private void read() {
        try {
            boolean more = true;
            while (more && !closed) {
                FutureTask<List<T>> next = new FutureTask<>(this::gather);
                next.run();
                more = next.state() == Future.State.SUCCESS && !next.resultNow().isEmpty();
                while (!batches.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (closed || halt.raised()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (source instanceof Closeable open) {
                open.close();
            }
        } catch (IOException e) {
            // Nothing is lost by it: what was read was read.
            return;
        }
    }

    private List<T> gather() {
        List<T> gathered = new ArrayList<>(BATCH);
        while (gathered.size() < BATCH && !closed && source.hasNext()) {
            gathered.add(source.next());
        }
        return gathered;
    }
}
