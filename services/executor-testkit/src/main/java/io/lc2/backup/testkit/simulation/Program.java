package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.plan.StepResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt of a step as a sequence of calls to the outside. A call may add calls, and leaves the result in the end. */
final class Program {

    private final Deque<Call> calls = new ArrayDeque<>();
    private Supplier<StepResult> result = () -> StepResult.EMPTY;
    private @Nullable String checkpoint;
    private int made;

    /** What a call does outside. */
    @FunctionalInterface
    interface Effect {
        /**
         * Happens at one instant.
         *
         * @param damaged whether what is written arrives damaged
         */
        void happen(boolean damaged);
    }

    /**
     * One call to the provider.
     *
     * @param name what it is
     * @param writes whether it writes data that may arrive damaged
     * @param effect what it does
     */
    record Call(String name, boolean writes, Effect effect) {}

    Program call(String name, Runnable effect) {
        calls.add(new Call(name, false, damaged -> effect.run()));
        return this;
    }

    Program write(String name, Effect effect) {
        calls.add(new Call(name, true, effect));
        return this;
    }

    /** What follows is not needed. */
    void skipRest() {
        calls.clear();
    }

    Program leaves(Supplier<StepResult> newResult) {
        result = newResult;
        return this;
    }

    void save(String newCheckpoint) {
        checkpoint = newCheckpoint;
    }

    @Nullable String checkpoint() {
        return checkpoint;
    }

    /** The next call; null when all are made. */
    @Nullable Call next() {
        Call call = calls.poll();
        if (call != null) {
            made++;
        }
        return call;
    }

    int made() {
        return made;
    }

    StepResult result() {
        return result.get();
    }
}
