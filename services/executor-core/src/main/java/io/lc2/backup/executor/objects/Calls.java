package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.StepControl;

/**
 * How the calls of one run are made: when to end, and how often to try.
 *
 * @param halt ends the run
 * @param attempts tries a call again
 */
record Calls(Halt halt, Attempts attempts) {

    static Calls of(StepControl control, TransferSettings settings) {
        Halt halt = new Halt(control);
        return new Calls(halt, new Attempts(settings.attempts(), settings.firstPause(), halt));
    }
}
