package io.lc2.backup.domain.schedule;

import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a schedule must be like before anybody obeys it. */
public final class SchedulePolicyRules {

    private static final Duration LONGEST_JITTER = Duration.ofDays(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofHours(1);

    private SchedulePolicyRules() {}

    /**
     * What is wrong with a schedule by itself and with its due times.
     *
     * <p>The hour by which a clock is put forward brings two runs of one day closer together. With due times by such a
     * clock, what was taken in summer would be refused in the weeks before that day.
     *
     * @param policy how due times become runs
     * @param occurrences its due times by a clock that is never changed
     * @param now those before do not matter
     * @return empty when nothing is
     */
    public static List<Violation> violations(SchedulePolicy policy, Occurrences occurrences, Instant now) {
        List<Violation> violations = new ArrayList<>();
        Duration startBy = policy.window().startBy();
        Duration finishBy = policy.window().finishBy();
        between(violations, "jitter", policy.jitter(), LONGEST_JITTER);
        between(violations, "tolerance", policy.tolerance(), LONGEST_TOLERANCE);
        if (startBy != null && (startBy.compareTo(policy.jitter()) <= 0)) {
            violations.add(
                    new Violation("window.startBy", "must be longer than the jitter, or runs miss it by design"));
        }
        if (finishBy != null && finishBy.compareTo(startBy == null ? policy.jitter() : startBy) <= 0) {
            violations.add(new Violation("window.finishBy", "must be later than startBy and the jitter"));
        }
        if (policy.catchUp() == CatchUp.ALL && policy.overlap() == Overlap.SKIP) {
            violations.add(new Violation(
                    "catchUp", "all needs overlap queue: runs that are caught up begin together and skip one another"));
        }
        dueTimes(violations, policy, occurrences, now);
        return List.copyOf(violations);
    }

    private static void dueTimes(
            List<Violation> violations, SchedulePolicy policy, Occurrences occurrences, Instant now) {
        if (occurrences.after(now) == null) {
            violations.add(new Violation("cron", "never fires"));
            return;
        }
        if (policy.jitter().isPositive()) {
            Gaps.after(now, occurrences)
                    .filter(gaps -> !gaps.leaveRoomFor(policy.jitter()))
                    .ifPresent(gaps ->
                            violations.add(new Violation("jitter", "must be shorter than the time between two runs")));
        }
    }

    private static void between(List<Violation> violations, String field, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            violations.add(new Violation(field, "must be between 0 and " + most.toMinutes() + " minutes"));
        }
    }
}
