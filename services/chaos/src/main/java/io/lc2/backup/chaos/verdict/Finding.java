package io.lc2.backup.chaos.verdict;

/**
 * Something that is not as it must be.
 *
 * @param kind what kind of thing
 * @param text what exactly
 */
public record Finding(Kind kind, String text) {

    /** Kinds of findings. */
    public enum Kind {
        /** An acknowledged command without an end. */
        LOST,
        /** Something happened twice. */
        DOUBLED,
        /** A backup does not bring back what was there. */
        DIFFERENT,
        /** Something is left that belongs to nobody. */
        ORPHAN,
        /** The catalog says something else than the events. */
        CATALOG,
        /** It took too long to go on. */
        SLOW,
        /** An operation did not succeed although nothing was broken. */
        FAILED,
        /** What had to be looked at could not be: nothing is known about it. */
        UNSEEN
    }

    @Override
    public String toString() {
        return kind + " " + text;
    }
}
