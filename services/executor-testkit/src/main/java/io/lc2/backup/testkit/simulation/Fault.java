package io.lc2.backup.testkit.simulation;

/**
 * One thing that goes wrong.
 *
 * @param kind what
 * @param trigger number of the call, report, command or commit it hits, or the millisecond it happens at
 * @param target number of the executor or partition it concerns, if any
 * @param millis how long, how late, or how far off
 */
record Fault(FaultKind kind, long trigger, int target, long millis) {

    @Override
    public String toString() {
        return switch (kind.trigger()) {
            case CALL -> kind + " at call " + trigger + (kind == FaultKind.STUCK ? " for " + millis + " ms" : "");
            case REPORT -> kind + " at report " + trigger + (millis > 0 ? " by " + millis + " ms" : "");
            case COMMAND -> kind + " number " + trigger + " after " + millis + " ms";
            case COMMIT -> kind + " at commit " + trigger + (millis > 0 ? ", back after " + millis + " ms" : "");
            case TIME -> kind + " " + target + " at " + trigger + " ms" + (millis > 0 ? " for " + millis + " ms" : "");
            case START -> kind + " of executor " + target + " by " + millis + " ms";
        };
    }
}
