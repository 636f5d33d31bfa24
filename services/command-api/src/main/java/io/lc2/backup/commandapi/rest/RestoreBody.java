package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of R-60 for a restore. */
@Schema(name = "RestoreRequest", description = "A restore of a backup, or a part of it, into an environment.")
record RestoreBody(
        @NotNull @Schema(
                description = "Backup to restore from.",
                example = "b-local-7k3qwd2hzbmx4n5vfy6a",
                minLength = 1,
                maxLength = 63)
        String backupId,

        @Nullable @Schema(
                description = "Environment to restore into: a label; new databases and buckets are made for it. Needed"
                        + " unless it is a drill, which has none.",
                example = "uat",
                minLength = 1,
                maxLength = 63)
        String targetEnvironment,

        @Nullable @OneOf(RestoreType.class) @Schema(defaultValue = "full")
        String restoreType,

        @Nullable @OneOf(Provider.class) @Schema(description = "Where to restore; left out: where the backup was made.")
        String provider,

        @Nullable @Schema(description = "Exact instant to restore to; left out: the backup's own.", format = "date-time")
        String pointInTime,

        @Nullable @Schema(description = "Only check the backup and say what would be done.", defaultValue = "false")
        Boolean dryRun,

        @Nullable @Schema(description = "Remove personal data before the target is reachable.", defaultValue = "false")
        Boolean sanitize,

        @Nullable @Schema(description = "Key prefixes of a selective restore.")
        List<@NotNull String> prefixes,

        @Nullable @Schema(description = "Tables of a selective restore: table or schema.table.")
        List<@NotNull String> tables,

        @Nullable @Schema(description = "Consent to overwrite.", defaultValue = "false")
        Boolean confirmDestructive,

        @Nullable @Schema(
                description = "Restore into a scratch target, check, measure, and remove everything again; needs only"
                        + " backupId.",
                defaultValue = "false")
        Boolean drill) {

    RestoreRequest toRequest() {
        boolean asDrill = Defaults.of(drill, false);
        return new RestoreRequest(
                FieldValues.operation("backupId", backupId),
                target(asDrill),
                WireNames.get(RestoreType.class, Defaults.of(restoreType, "full")),
                FieldValues.instant("pointInTime", pointInTime),
                Defaults.of(dryRun, false),
                Defaults.of(sanitize, false),
                Defaults.of(prefixes, List.of()),
                Defaults.of(tables, List.of()),
                Defaults.of(confirmDestructive, false),
                asDrill);
    }

    private String target(boolean asDrill) {
        if (targetEnvironment == null && !asDrill) {
            throw FieldValues.invalid("targetEnvironment", "must not be null unless it is a drill");
        }
        return Defaults.of(targetEnvironment, "");
    }
}
