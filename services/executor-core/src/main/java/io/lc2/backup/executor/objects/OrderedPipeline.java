package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on many things at once and hands the results on in the order of the things. The calling thread reads the input and
 * takes the results; as many virtual threads as allowed do the work. Between the first unfinished thing and the last one
 * begun there is never more than a window, so memory does not grow with the number of things. The first failure ends
 * everything and is thrown.
 */
final class OrderedPipeline<I, O> {

    private static final Logger LOG = LoggerFactory.getLogger(OrderedPipeline.class);
    /** How many things are read before results are looked at again. */
    private static final int FILL = 256;
    /** How long a wait lasts before asking whether to go on: a step asks at least once a second. */
    private static final long LOOK_MILLIS = 200;
    /** The longest wait for workers to notice that they shall end; a call outside is bounded in time by its store. */
    private static final long END_MILLIS = 60_000;

    private final Known<I, O> known;
    private final Function<I, O> work;
    private final Consumer<O> results;
    private final int window;
    private final Halt halt;
    private final BlockingQueue<Slot> queue;
    private final Deque<Slot> pending = new ArrayDeque<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * Prepares a run.
     *
     * @param work called by several threads at once
     * @param results called by the thread of {@link #run} only
     * @param window how many things may be begun beyond the first unfinished one
     * @param halt ends the run, and is raised by its end
     */
    OrderedPipeline(Function<I, O> work, Consumer<O> results, int window, Halt halt) {
        this(input -> null, work, results, window, halt);
    }

    /**
     * Prepares a run in which some things need no work.
     *
     * @param known called by the thread of {@link #run} only
     */
    OrderedPipeline(Known<I, O> known, Function<I, O> work, Consumer<O> results, int window, Halt halt) {
        this.known = known;
        this.work = work;
        this.results = results;
        this.window = window;
        this.halt = halt;
        this.queue = new ArrayBlockingQueue<>(window);
    }

    /**
     * Runs to the end of the input.
     *
     * @param inputs read by the calling thread
     * @param concurrency number of threads
     * @throws StepStoppedException when {@link StepControl#stopIfAsked} says so
     */
    void run(Iterator<I> inputs, int concurrency) {
        List<Thread> workers = new ArrayList<>();
        try {
            for (int i = 0; i < concurrency; i++) {
                workers.add(Thread.ofVirtual().name("objects-" + i).start(this::serve));
            }
            drive(inputs);
        } finally {
            halt.raise();
            end(workers);
        }
    }

    private void drive(Iterator<I> inputs) {
        boolean more = true;
        while (more || !pending.isEmpty()) {
            halt.check();
            throwFailure();
            more = fill(inputs);
            takeFinished();
            if (!pending.isEmpty() && (!more || pending.size() >= window)) {
                awaitFirst();
            }
        }
    }

    private boolean fill(Iterator<I> inputs) {
        int room = Math.min(FILL, window - pending.size());
        boolean more = true;
        for (int i = 0; i < room; i++) {
            more = inputs.hasNext();
            if (!more) {
                break;
            }
            begin(inputs.next());
        }
        return more;
    }

    private void begin(I input) {
        O result = known.of(input);
        if (result == null) {
            Slot slot = new Slot(() -> work.apply(input));
            pending.add(slot);
            queue.add(slot);
        } else if (pending.isEmpty()) {
            results.accept(result);
        } else {
            Slot done = new Slot(() -> result);
            done.run();
            pending.add(done);
        }
    }

    private void takeFinished() {
        Slot first = pending.peek();
        while (first != null && first.isDone()) {
            throwFailure();
            results.accept(first.resultNow());
            pending.remove();
            first = pending.peek();
        }
    }

    private void awaitFirst() {
        try {
            pending.element().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        } catch (TimeoutException | ExecutionException e) {
            // Not done yet, or failed and recorded as such: the loop looks at both.
            return;
        }
    }

    private void throwFailure() {
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void serve() {
        try {
            while (!halt.raised()) {
                Slot slot = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (slot != null) {
                    slot.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(List<Thread> workers) {
        workers.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
            for (Thread worker : workers) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                worker.join(Math.max(1, left));
                if (worker.isAlive()) {
                    LOG.atWarn().addKeyValue("thread", worker.getName()).log("A worker is still in a call outside");
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells things that need no work. */
    interface Known<I, O> {

        /** The result of a thing that needs no work; null for the others. */
        @Nullable O of(I input);
    }

    /** One thing on its way. */
    private final class Slot extends FutureTask<O> {

        Slot(Callable<O> action) {
            super(action);
        }

        @Override
        protected void setException(Throwable thrown) {
            failure.compareAndSet(null, thrown);
            super.setException(thrown);
        }
    }
}
