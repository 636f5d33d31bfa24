package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tries one call again when it failed for a moment. The step as a whole is tried again too, but among ten million objects
 * some call always fails, and that must not cost an attempt of the step.
 */
final class Attempts {

    private final int most;
    private final Duration firstPause;
    private final Halt halt;

    /**
     * Says how often.
     *
     * @param most attempts in all
     * @param firstPause wait after the first failure; doubled after each further one
     * @param halt ends the waiting
     */
    Attempts(int most, Duration firstPause, Halt halt) {
        this.most = most;
        this.firstPause = firstPause;
        this.halt = halt;
    }

    /**
     * Calls until it succeeds, fails for good, or fails too often. A changed source is handed to the caller at once, who
     * has to look at it anew.
     *
     * @param what names the call; spreads the waits of different calls
     */
    <T> T call(String what, Supplier<T> action) {
        for (int attempt = 1; ; attempt++) {
            try {
                return action.get();
            } catch (TransientProviderException e) {
                if (attempt >= most || e.code() == FailureCode.SOURCE_CHANGED) {
                    throw e;
                }
            }
            halt.pause(pauseAfter(attempt, what));
        }
    }

    /** Between half the doubled pause and all of it, so that calls that failed together do not come back together. */
    private Duration pauseAfter(int attempt, String what) {
        long full = firstPause.toMillis() << (attempt - 1);
        return Duration.ofMillis(full / 2 + Math.floorMod(what.hashCode() * 31L + attempt, full / 2 + 1));
    }
}
