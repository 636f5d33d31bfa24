package io.lc2.backup.domain.request;

import java.util.stream.LongStream;

/** The ranges of R-42. */
final class RetentionRules {

    private static final int SHORTEST = 7;
    private static final int LONGEST = 365;

    /** A hundred years: more is a mistake in the unit. */
    private static final int LONGEST_COMPLIANCE = 36_500;

    private RetentionRules() {}

    static void inspect(Inspection inspection, Retention retention) {
        inspection.within("retention.daily", retention.daily(), 0, LONGEST_COMPLIANCE);
        inspection.within("retention.weekly", retention.weekly(), 0, LONGEST_COMPLIANCE / 7);
        inspection.within("retention.monthly", retention.monthly(), 0, LONGEST_COMPLIANCE / 30);
        inspection.within("retention.yearly", retention.yearly(), 0, LONGEST_COMPLIANCE / 365);
        inspection.within("retention.compliance.period", retention.complianceDays(), 0, LONGEST_COMPLIANCE);

        long reach = reachInDays(retention);
        boolean compliance = retention.complianceDays() > 0;
        if (reach <= 0 && !compliance) {
            inspection.refuse("retention", "keeps nothing; keep at least 7 daily or 1 weekly backup");
        } else if (!compliance && (reach < SHORTEST || reach > LONGEST)) {
            inspection.refuse(
                    "retention",
                    "reaches back " + reach + " days; without compliance it must be between " + SHORTEST + " and "
                            + LONGEST);
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
