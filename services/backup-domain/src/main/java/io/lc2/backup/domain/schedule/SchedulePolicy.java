package io.lc2.backup.domain.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How due times become runs. The due times themselves, cron and zone, are {@link Occurrences}. Whether the
 * numbers make sense is said by {@link SchedulePolicyRules}.
 *
 * @param policyId which policy; its runs are spread by it
 * @param catchUp what becomes of due times that were missed
 * @param overlap what becomes of a due time while an earlier run is unfinished
 * @param window when a run is still worth it
 * @param jitter a run starts up to this much after its due time, always the same for the same due time
 * @param tolerance up to this late a run is on time and not caught up
 */
public record SchedulePolicy(
        String policyId, CatchUp catchUp, Overlap overlap, RunWindow window, Duration jitter, Duration tolerance) {

    /** A fail-over and the restore of its state are within it. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    /** The defaults of R-40. */
    public static SchedulePolicy of(String policyId) {
        return new SchedulePolicy(
                policyId, CatchUp.LATEST, Overlap.SKIP, RunWindow.OPEN, Duration.ZERO, DEFAULT_TOLERANCE);
    }

    /** When the run of a due time starts. A function of both, so every instance and every restart agrees on it. */
    public Instant startOf(Instant due) {
        long bound = jitter.toMillis();
        if (bound <= 0) {
            return due;
        }
        // The finalizer of MurmurHash3: neighbouring ids and due times must not start side by side.
        long mixed = 31L * policyId.hashCode() + due.getEpochSecond();
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return due.plusMillis(Math.floorMod(mixed, bound));
    }
}
