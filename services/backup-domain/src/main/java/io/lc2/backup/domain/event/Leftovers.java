package io.lc2.backup.domain.event;

/** What became of the things an operation made outside before it failed or was cancelled. */
public enum Leftovers {
    /** It had made nothing. */
    NONE,
    /** They were removed. */
    CLEANED_UP,
    /** They are still there; the text of the event says where. */
    LEFT_BEHIND
}
