package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the threads of one step that they shall end, because the step was told to or because one of them failed. */
final class Halt {

    private final StepControl control;
    private final CountDownLatch raised = new CountDownLatch(1);

    Halt(StepControl control) {
        this.control = control;
    }

    void raise() {
        raised.countDown();
    }

    boolean raised() {
        return raised.getCount() == 0;
    }

    /**
     * Leaves when this was raised.
     *
     * @throws StepStoppedException when the calling thread has to end
     */
    void check() {
        if (raised()) {
            throw new StepStoppedException();
        }
        control.stopIfAsked();
    }

    /**
     * Waits until the time is over.
     *
     * @throws StepStoppedException when the calling thread has to end
     */
    void pause(Duration time) {
        try {
            if (raised.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StepStoppedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStoppedException();
        }
        control.stopIfAsked();
    }
}
