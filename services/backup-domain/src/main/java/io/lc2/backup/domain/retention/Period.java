package io.lc2.backup.domain.retention;

import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;

/** The calendar periods points are kept for; weeks are those of ISO 8601. */
enum Period {
    DAILY(ReasonCode.DAILY) {
        @Override
        String label(ZonedDateTime time) {
            return time.toLocalDate().toString();
        }
    },
    WEEKLY(ReasonCode.WEEKLY) {
        @Override
        String label(ZonedDateTime time) {
            int week = time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return time.get(IsoFields.WEEK_BASED_YEAR) + (week < 10 ? "-W0" : "-W") + week;
        }
    },
    MONTHLY(ReasonCode.MONTHLY) {
        @Override
        String label(ZonedDateTime time) {
            return YearMonth.from(time).toString();
        }
    },
    YEARLY(ReasonCode.YEARLY) {
        @Override
        String label(ZonedDateTime time) {
            return Integer.toString(time.getYear());
        }
    };

    private final ReasonCode reason;

    Period(ReasonCode reason) {
        this.reason = reason;
    }

    /** Why a point is kept for a period of this kind. */
    ReasonCode reason() {
        return reason;
    }

    /** The name of the period this time lies in, one per period whatever the zone does with its clocks. */
    abstract String label(ZonedDateTime time);
}
