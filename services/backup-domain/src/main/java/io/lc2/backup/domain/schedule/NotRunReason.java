package io.lc2.backup.domain.schedule;

/** Why a due time did not become a run: stable names, part of the contract. Add, never rename. */
public enum NotRunReason {
    /** Nobody could act before its window ended. */
    WINDOW_PASSED(true),
    /** Nobody could act in time, and the policy catches nothing up. */
    NOT_CAUGHT_UP(true),
    /** A later due time was to be acted on at the same moment; one run stands for both. */
    REPLACED_BY_LATER(true),
    /** The policy was, or is, paused. */
    PAUSED(false),
    /** An earlier run is unfinished, and the policy does not queue. */
    EARLIER_UNFINISHED(false),
    /** As many earlier runs as may be are unfinished. */
    TOO_MANY_UNFINISHED(false),
    /** There is no verified backup of the environment that a drill could prove. */
    NO_BACKUP(false);

    private final boolean missed;

    NotRunReason(boolean missed) {
        this.missed = missed;
    }

    /** True when it was missed, which somebody may have to look into; false when it was left out on purpose. */
    public boolean missed() {
        return missed;
    }
}
