package io.lc2.backup.domain.schedule;

import org.jspecify.annotations.Nullable;

/** Reads cron expressions. A function: the same answer every time. */
public interface Timetable {

    /**
     * What is wrong with a cron expression, for the one who wrote it.
     *
     * @param cron any text
     * @return null when nothing is
     */
    @Nullable String objection(String cron);

    /**
     * The due times of a cron expression.
     *
     * @param cron five fields
     * @param zone IANA name
     * @throws IllegalArgumentException when the expression is objected to, or there is no such zone
     */
    Occurrences of(String cron, String zone);
}
