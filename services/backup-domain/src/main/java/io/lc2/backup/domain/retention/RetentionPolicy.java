package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How long the recovery points of one environment are kept. Anything can be written into it; whether it makes
 * sense is said by {@link RetentionPolicyRules}.
 *
 * @param zone IANA name of the zone in which days, weeks, months and years begin, for example {@code Europe/Berlin}
 * @param keep points to keep per period, and the days of compliance in which nothing verified is removed
 * @param minKeep independent restorable chains that stay whatever their age
 * @param safetyMargin age below which nothing is removed
 * @param expireManual whether backups made by hand expire like all others; otherwise they never do
 */
public record RetentionPolicy(String zone, Retention keep, int minKeep, Duration safetyMargin, boolean expireManual) {

    /** What a backup that was asked for today may still be needed for: somebody looks at it tomorrow. */
    public static final Duration DEFAULT_SAFETY_MARGIN = Duration.ofDays(1);

    /** Seven daily points in UTC; at least one chain. */
    public static final RetentionPolicy DEFAULT = of(Retention.DEFAULT);

    /** These counts in UTC, everything else by default. */
    public static RetentionPolicy of(Retention keep) {
        return new RetentionPolicy("UTC", keep, 1, DEFAULT_SAFETY_MARGIN, false);
    }

    /**
     * The zone of the policy.
     *
     * @throws java.time.DateTimeException when there is none of that name, which the rules refuse
     */
    public ZoneId zoneId() {
        return ZoneId.of(zone);
    }

    /** How many periods of this kind have a point kept. */
    int count(Period period) {
        return switch (period) {
            case DAILY -> keep.daily();
            case WEEKLY -> keep.weekly();
            case MONTHLY -> keep.monthly();
            case YEARLY -> keep.yearly();
        };
    }
}
