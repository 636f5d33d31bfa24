package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.request.RetentionRules;
import io.lc2.backup.domain.request.Violation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a retention policy must be like before anybody obeys it. */
public final class RetentionPolicyRules {

    private static final int MOST_CHAINS = 365;

    /** A margin is for mistakes and clocks; who wants to keep longer says so in the counts. */
    private static final Duration LONGEST_MARGIN = Duration.ofDays(30);

    private RetentionPolicyRules() {}

    /**
     * What is wrong with a policy: counts out of range, a policy that keeps nothing, a zone that does not exist.
     *
     * @return empty when nothing is
     */
    public static List<Violation> violations(RetentionPolicy policy) {
        List<Violation> violations = new ArrayList<>();
        // An offset such as +02:00 is refused: it has no summer time, so days would begin at 23:00 for half a year.
        if (!ZoneId.getAvailableZoneIds().contains(policy.zone())) {
            violations.add(new Violation("zone", "must be the IANA name of a zone, for example Europe/Berlin or UTC"));
        }
        violations.addAll(RetentionRules.violations(policy.keep()));
        if (policy.minKeep() < 1 || policy.minKeep() > MOST_CHAINS) {
            violations.add(new Violation("retention.minKeep", "must be between 1 and " + MOST_CHAINS));
        }
        if (policy.safetyMargin().isNegative() || policy.safetyMargin().compareTo(LONGEST_MARGIN) > 0) {
            violations.add(new Violation(
                    "retention.safetyMargin", "must be between 0 and " + LONGEST_MARGIN.toDays() + " days"));
        }
        return List.copyOf(violations);
    }
}
