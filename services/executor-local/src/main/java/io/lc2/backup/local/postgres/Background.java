package io.lc2.backup.local.postgres;

import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call on a thread of its own while the calling thread asks whether it may go on. Steps run on virtual threads; work
 * that computes for hours would take the few carriers away from everything else, and work that waits for a program or a
 * server cannot ask by itself.
 */
final class Background {

    /** Work that may register how to be woken from whatever it waits for. */
    @FunctionalInterface
    interface Work<T> {
        T run(Stop stop);
    }

    /** How to end what the work waits for: programs to kill, connections to break. Thread-safe. */
    static final class Stop {

        private final List<Runnable> actions = new ArrayList<>();
        private boolean asked;

        /** Runs this when the work has to stop, at once if that is so already. */
        void onStop(Runnable action) {
            synchronized (this) {
                if (!asked) {
                    actions.add(action);
                    return;
                }
            }
            action.run();
        }

        /** For work that waits for nothing but goes on for long. */
        synchronized void endIfAsked() {
            if (asked) {
                throw new StepStoppedException();
            }
        }

        private void now() {
            List<Runnable> due;
            synchronized (this) {
                asked = true;
                due = List.copyOf(actions);
                actions.clear();
            }
            due.forEach(Runnable::run);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Background.class);
    private static final long ASK_MILLIS = 250;
    /** An upload in progress may use up the time limit of its store. */
    private static final long END_SECONDS = 60;

    private Background() {}

    /**
     * Runs the work to its end.
     *
     * @throws StepStoppedException when the step was told to stop; the work has ended then
     */
    static <T> T run(String name, StepControl control, Work<T> work) {
        Stop stop = new Stop();
        FutureTask<T> task = new FutureTask<>(() -> work.run(stop));
        Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
        boolean ended = false;
        try {
            T result = await(task, control);
            ended = true;
            return result;
        } catch (ExecutionException e) {
            ended = true;
            throw unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        } finally {
            if (!ended) {
                end(stop, thread);
            }
        }
    }

    private static <T> T await(FutureTask<T> task, StepControl control)
            throws InterruptedException, ExecutionException {
        while (true) {
            control.stopIfAsked();
            try {
                return task.get(ASK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Ask again.
            }
        }
    }

    private static void end(Stop stop, Thread thread) {
        stop.now();
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(Duration.ofSeconds(END_SECONDS))) {
                log.atWarn().addKeyValue("thread", thread.getName()).log("stopped work has not ended in time");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return new CancellationException("background work ended with " + failure.getCause());
    }
}
