package io.lc2.backup.domain;

/**
 * How far a step is: done of a known total, never a guess.
 *
 * @param bytesDone bytes finished
 * @param bytesTotal bytes in all; {@link #UNKNOWN} until counted
 * @param objectsDone objects, tables or checks finished
 * @param objectsTotal objects in all; {@link #UNKNOWN} until counted
 */
public record Progress(long bytesDone, long bytesTotal, long objectsDone, long objectsTotal) {

    /** A total nobody has counted yet. */
    public static final long UNKNOWN = -1;

    /** Before anything was done or counted. */
    public static final Progress NONE = new Progress(0, UNKNOWN, 0, UNKNOWN);

    public Progress {
        if (bytesDone < 0 || objectsDone < 0 || bytesTotal < UNKNOWN || objectsTotal < UNKNOWN) {
            throw new IllegalArgumentException("progress cannot be negative");
        }
    }
}
