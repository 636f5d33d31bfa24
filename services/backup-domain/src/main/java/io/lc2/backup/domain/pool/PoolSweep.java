package io.lc2.backup.domain.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a pool: a merge of its names with the marks an earlier pass left, both ascending. An object is
 * removed only if no backup needs it now and an earlier pass has found the same at least the time of grace ago; so a pass
 * never removes what it has found itself. Objects that are needed lose their mark.
 */
public final class PoolSweep {

    private static final PoolVerdict KEEP = new PoolVerdict.Keep();
    private static final PoolVerdict COLLECT = new PoolVerdict.Collect();

    private final Iterator<PoolMark> marks;
    private final Instant now;
    private final Duration grace;
    private @Nullable PoolMark next;

    /**
     * Begins a pass.
     *
     * @param marks those of the pass before, by ascending name; what they leave out is marked anew
     * @param now when the pass begins
     * @param grace at least this long something must have been unneeded
     */
    public PoolSweep(Iterator<PoolMark> marks, Instant now, Duration grace) {
        this.marks = marks;
        this.now = now;
        this.grace = grace;
        this.next = following();
    }

    /**
     * Decides about one object.
     *
     * @param name comes after the one before
     * @param needed whether a living backup needs it, or may need it
     */
    public PoolVerdict judge(String name, boolean needed) {
        while (next != null && next.name().compareTo(name) < 0) {
            next = following();
        }
        if (needed) {
            return KEEP;
        }
        if (next == null || !next.name().equals(name)) {
            return new PoolVerdict.Mark(now);
        }
        return next.since().plus(grace).isAfter(now) ? new PoolVerdict.Mark(next.since()) : COLLECT;
    }

    private @Nullable PoolMark following() {
        return marks.hasNext() ? marks.next() : null;
    }
}
