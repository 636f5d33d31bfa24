package io.lc2.backup.testkit.simulation;

import java.util.function.Supplier;

/** An invariant does not hold. */
final class InvariantViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    InvariantViolation(Invariant invariant, String detail) {
        super(detail);
        this.invariant = invariant;
    }

    static void unless(boolean holds, Invariant invariant, Supplier<String> detail) {
        if (!holds) {
            throw new InvariantViolation(invariant, detail.get());
        }
    }

    Invariant invariant() {
        return invariant;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
