package io.lc2.backup.domain.plan;

/** The outcome of planning: steps, or the reason why there are none. */
public sealed interface Planning {

    /** It can be done. */
    record Planned(Plan plan) implements Planning {}

    /**
     * It cannot be done by this provider.
     *
     * @param message what exactly cannot be done
     * @param nextStep what could be asked instead
     */
    record Refused(String message, String nextStep) implements Planning {}
}
