package io.lc2.backup.domain.request;

import java.util.List;
import java.util.stream.LongStream;

/** The ranges of R-42, for the retention of a request and for that of a policy. */
public final class RetentionRules {

    private static final int SHORTEST = 7;
    private static final int LONGEST = 365;

    /** Seven years, what compliance usually asks for; counts may reach as far, or as far as a longer period. */
    private static final int SEVEN_YEARS = 2555;

    /** A hundred years: more is a mistake in the unit. */
    private static final int LONGEST_COMPLIANCE = 36_500;

    private RetentionRules() {}

    /**
     * What is wrong with counts and compliance, as fields of {@code retention}.
     *
     * @return empty when nothing is
     */
    public static List<Violation> violations(Retention retention) {
        Inspection inspection = new Inspection();
        inspect(inspection, retention);
        return inspection.violations();
    }

    static void inspect(Inspection inspection, Retention retention) {
        inspection.within("retention.daily", retention.daily(), 0, LONGEST_COMPLIANCE);
        inspection.within("retention.weekly", retention.weekly(), 0, LONGEST_COMPLIANCE / 7);
        inspection.within("retention.monthly", retention.monthly(), 0, LONGEST_COMPLIANCE / 30);
        inspection.within("retention.yearly", retention.yearly(), 0, LONGEST_COMPLIANCE / 365);
        inspection.within("retention.compliance.period", retention.complianceDays(), 0, LONGEST_COMPLIANCE);

        long reach = reachInDays(retention);
        if (reach > LONGEST_COMPLIANCE) {
            return; // a field above is refused for that already
        }
        boolean compliance = retention.complianceDays() > 0;
        if (reach <= 0 && !compliance) {
            inspection.refuse("retention", "keeps nothing; keep at least 7 daily or 1 weekly backup");
        } else if (!compliance && (reach < SHORTEST || reach > LONGEST)) {
            inspection.refuse(
                    "retention",
                    "reaches back " + reach + " days; without compliance it must be between " + SHORTEST + " and "
                            + LONGEST);
        } else if (compliance && reach > Math.max(SEVEN_YEARS, retention.complianceDays())) {
            inspection.refuse(
                    "retention",
                    "reaches back " + reach + " days; with compliance at most " + SEVEN_YEARS
                            + " or the period of compliance, whichever is longer");
        }
    }

    /** How far back the oldest kept backup lies: twelve months are within a year. */
    private static long reachInDays(Retention retention) {
        return LongStream.of(
                        retention.daily(),
                        7L * retention.weekly(),
                        30L * retention.monthly(),
                        365L * retention.yearly())
                .max()
                .orElse(0);
    }
}
