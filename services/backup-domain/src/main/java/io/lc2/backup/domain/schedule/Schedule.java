package io.lc2.backup.domain.schedule;

import io.lc2.backup.domain.PolicyId;
import java.time.Duration;

/**
 * When a policy asks for backups. Anything can be written into it; whether it makes sense is said by
 * {@link SchedulePolicyRules} and a {@link Timetable}.
 *
 * @param cron five fields: minute, hour, day of the month, month, day of the week
 * @param zone IANA name of the zone in which {@code cron} is meant, for example {@code Europe/Berlin}
 * @param jitter a run starts up to this much after its due time
 * @param window when a run is still worth it
 * @param catchUp what becomes of due times that were missed
 * @param overlap what becomes of a due time while an earlier run is unfinished
 */
public record Schedule(String cron, String zone, Duration jitter, RunWindow window, CatchUp catchUp, Overlap overlap) {

    /** The defaults of R-40. */
    public static Schedule of(String cron, String zone) {
        return new Schedule(cron, zone, Duration.ZERO, RunWindow.OPEN, CatchUp.LATEST, Overlap.SKIP);
    }

    /** The same as rules, without the due times. */
    public SchedulePolicy rules(PolicyId policy) {
        return new SchedulePolicy(policy.value(), catchUp, overlap, window, jitter, SchedulePolicy.DEFAULT_TOLERANCE);
    }

    /** Whether both have the same due times. */
    public boolean dueAsIn(Schedule other) {
        return cron.equals(other.cron) && zone.equals(other.zone);
    }
}
