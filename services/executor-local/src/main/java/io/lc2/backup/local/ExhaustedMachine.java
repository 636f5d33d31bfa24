package io.lc2.backup.local;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread dies for want of memory. Which one it hits is chance: without the thread of an HTTP client
 * this executor would keep its partitions, say that it is alive, and never decide anything again.
 */
final class ExhaustedMachine implements UncaughtExceptionHandler {

    /** What the JVM itself ends with on {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ExhaustedMachine.class);

    private final IntConsumer halt;

    /**
     * Ends nothing yet.
     *
     * @param halt ends the process with an exit code at once, without the shutdown that would need memory
     */
    ExhaustedMachine(IntConsumer halt) {
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable cause) {
        if (cause instanceof VirtualMachineError) {
            // First, since saying why may need what there is none of.
            halt.accept(EXIT_CODE);
        }
        LOG.atError().setCause(cause).addKeyValue("thread", thread.getName()).log("A thread died of a defect");
    }
}
