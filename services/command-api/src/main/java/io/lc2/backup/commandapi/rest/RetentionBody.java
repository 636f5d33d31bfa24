package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.request.Retention;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/** How many backups to keep per period. */
@Schema(
        name = "Retention",
        description = "Backups to keep per period; together they reach back 7 to 365 days, or longer with compliance.")
record RetentionBody(
        @Nullable @Schema(defaultValue = "7", minimum = "0") Integer daily,

        @Nullable @Schema(defaultValue = "0", minimum = "0") Integer weekly,

        @Nullable @Schema(defaultValue = "0", minimum = "0") Integer monthly,

        @Nullable @Schema(defaultValue = "0", minimum = "0") Integer yearly,

        @Valid @Nullable ComplianceBody compliance) {

    static Retention toRetention(@Nullable RetentionBody body) {
        if (body == null) {
            return Retention.DEFAULT;
        }
        return new Retention(
                Defaults.of(body.daily, Retention.DEFAULT.daily()),
                Defaults.of(body.weekly, Retention.DEFAULT.weekly()),
                Defaults.of(body.monthly, Retention.DEFAULT.monthly()),
                Defaults.of(body.yearly, Retention.DEFAULT.yearly()),
                body.compliance == null ? 0 : body.compliance.days());
    }

    @Schema(name = "Compliance", description = "A time in which nothing is removed.")
    record ComplianceBody(
            @Nullable @Schema(defaultValue = "false") Boolean enabled,

            @Nullable @Schema(description = "Days.", defaultValue = "2555", minimum = "1")
            Integer period) {

        private static final int SEVEN_YEARS = 2555;

        int days() {
            return Defaults.of(enabled, false) ? Defaults.of(period, SEVEN_YEARS) : 0;
        }
    }
}
