package io.lc2.backup.domain.schedule;

/** What becomes of a due time while an earlier run of the same policy is queued or running. */
public enum Overlap {
    /** It is left out. */
    SKIP,
    /** It runs after the earlier one, as far as the bound on unfinished runs allows. */
    QUEUE
}
