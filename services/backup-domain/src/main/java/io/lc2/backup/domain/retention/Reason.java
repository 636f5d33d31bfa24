package io.lc2.backup.domain.retention;

/**
 * One reason of a verdict.
 *
 * @param code what kind
 * @param detail rank, period, date or point it is about; empty when there is nothing to add
 */
public record Reason(ReasonCode code, String detail) {

    static Reason of(ReasonCode code) {
        return new Reason(code, "");
    }

    static Reason ranked(ReasonCode code, int rank, int of) {
        return new Reason(code, rank + " of " + of);
    }

    static Reason ranked(ReasonCode code, int rank, int of, String period) {
        return new Reason(code, rank + " of " + of + " (" + period + ")");
    }

    /** The reason as people read it, for example {@code daily 3 of 7 (2026-11-19)}. */
    public String text() {
        return detail.isEmpty() ? code.phrase() : code.phrase() + " " + detail;
    }
}
