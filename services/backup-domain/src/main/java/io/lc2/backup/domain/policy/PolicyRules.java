package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.Violation;
import io.lc2.backup.domain.retention.RetentionPolicyRules;
import io.lc2.backup.domain.schedule.Gaps;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.SchedulePolicyRules;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy must be like before anybody obeys it. The REST API and the scheduler ask the same rules, so
 * a command that came straight from Kafka is refused for the same reasons.
 */
public final class PolicyRules {

    /** No expression of five fields that is meant seriously is longer. */
    private static final int LONGEST_CRON = 256;

    /** Shorter windows than this would be missed by every restart. */
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private static final Duration FAR_AWAY = Duration.ofDays(366);

    /** A zone without summer time. */
    private static final String NEVER_CHANGED = "UTC";

    private final Policy policy;
    private final Instant now;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();

    private PolicyRules(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * What there is to say about a policy.
     *
     * @param timetable reads its cron expression
     * @param now due times before do not matter
     */
    public static Findings of(Policy policy, Timetable timetable, Instant now) {
        PolicyRules rules = new PolicyRules(policy, now);
        rules.backup();
        rules.retention();
        rules.schedule(timetable);
        if (policy.drill() != null) {
            rules.drill(policy.drill(), timetable);
        }
        return new Findings(rules.violations, rules.warnings);
    }

    private void backup() {
        for (Violation violation : RequestRules.violations(policy.backup())) {
            if (!violation.field().startsWith("retention")) {
                refuse(violation.field().isEmpty() ? "backup" : "backup." + violation.field(), violation.message());
            }
        }
        if (!policy.backup().retention().equals(policy.retention().keep())) {
            refuse("backup.retention", "must be that of the policy; leave it out");
        }
    }

    private void retention() {
        for (Violation violation : RetentionPolicyRules.violations(policy.retention())) {
            boolean zone = violation.field().equals("zone");
            if (!zone) {
                refuse(violation.field(), violation.message());
            } else if (!policy.retention().zone().equals(policy.schedule().zone())) {
                // A zone for both is wrong once.
                refuse("retention.zone", violation.message());
            }
        }
    }

    private void schedule(Timetable timetable) {
        Gaps gaps = schedule("schedule", policy.schedule(), timetable);
        if (gaps != null) {
            gaps(gaps);
        }
    }

    /** A drill takes nobody's place, so none is cancelled; and two of one environment would prove the same. */
    private void drill(Schedule drill, Timetable timetable) {
        if (drill.overlap() != Overlap.SKIP) {
            refuse("drill.overlap", "must be skip: a drill that waits for another proves the same");
        }
        if (drill.window().finishBy() != null) {
            refuse("drill.window.finishBy", "must be left out: a drill is not cancelled for taking long");
        }
        schedule("drill", drill, timetable);
    }

    /** What is wrong with a schedule; how far apart its runs are when that can be told. */
    private @Nullable Gaps schedule(String name, Schedule schedule, Timetable timetable) {
        boolean zoneKnown = ZoneId.getAvailableZoneIds().contains(schedule.zone());
        if (!zoneKnown) {
            refuse(name + ".zone", "must be the IANA name of a zone, for example Europe/Berlin or UTC");
        }
        String objection = schedule.cron().length() > LONGEST_CRON
                ? "must have at most " + LONGEST_CRON + " characters"
                : timetable.objection(schedule.cron());
        if (objection != null) {
            refuse(name + ".cron", objection);
        }
        shortest(name + ".window.startBy", schedule.window().startBy());
        shortest(name + ".window.finishBy", schedule.window().finishBy());
        if (!zoneKnown || objection != null) {
            return null;
        }
        Occurrences regular = timetable.of(schedule.cron(), NEVER_CHANGED);
        for (Violation violation : SchedulePolicyRules.violations(schedule.rules(policy.id()), regular, now)) {
            refuse(name + "." + violation.field(), violation.message());
        }
        return gaps(name, schedule, timetable.of(schedule.cron(), schedule.zone()));
    }

    private @Nullable Gaps gaps(String name, Schedule schedule, Occurrences occurrences) {
        Instant first = occurrences.after(now);
        if (first != null && first.isAfter(now.plus(FAR_AWAY))) {
            warn(name + ".cron", "is due for the first time on " + first + ", in more than a year");
        }
        Gaps gaps = Gaps.after(now, occurrences).orElse(null);
        String jitter = name + ".jitter";
        boolean refused =
                violations.stream().anyMatch(violation -> violation.field().equals(jitter));
        if (gaps != null && !gaps.leaveRoomFor(schedule.jitter()) && !refused) {
            warn(
                    jitter,
                    "is not shorter than the time between two runs when the clock is put forward; then they may meet");
        }
        return gaps;
    }

    private void shortest(String field, @Nullable Duration window) {
        if (window != null && window.compareTo(SHORTEST_WINDOW) < 0) {
            refuse(
                    field,
                    "must be at least " + SHORTEST_WINDOW.toSeconds() + " seconds, or a restart misses every run");
        }
    }

    private void gaps(Gaps gaps) {
        Duration finishBy = policy.schedule().window().finishBy();
        if (finishBy != null
                && finishBy.compareTo(gaps.shortest()) > 0
                && policy.schedule().overlap() == Overlap.SKIP) {
            warn(
                    "schedule.window.finishBy",
                    "is longer than the time between two runs; while one is at work the next is left out");
        }
        int reach = reachInDays(policy.retention().keep());
        if (gaps.longest().toDays() > reach) {
            warn(
                    "retention",
                    "reaches back " + reach + " days, but runs are up to "
                            + gaps.longest().toDays() + " days apart; between them only what minKeep demands is left");
        }
    }

    private static int reachInDays(Retention keep) {
        return IntStream.of(
                        keep.daily(),
                        7 * keep.weekly(),
                        30 * keep.monthly(),
                        365 * keep.yearly(),
                        keep.complianceDays())
                .max()
                .orElse(0);
    }

    private void refuse(String field, String message) {
        violations.add(new Violation(field, message));
    }

    private void warn(String field, String message) {
        warnings.add(new Violation(field, message));
    }
}
