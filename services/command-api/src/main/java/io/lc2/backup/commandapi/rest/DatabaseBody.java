package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Hook;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The databases to back up; when none of the three strategies is mentioned, a dump is taken. */
@Schema(name = "Database", description = "The databases to back up.")
record DatabaseBody(
        @Nullable @OneOf(DatabaseType.class) @Schema(defaultValue = "postgresql")
        String type,

        @NotNull @Schema(
                description = "Name of a configured server; never an address or a credential.",
                example = "main",
                minLength = 1,
                maxLength = 63)
        String instance,

        @Nullable @Schema(
                description = "Databases of that server; left out: those the configuration names for it.",
                example = "[\"lportal\"]")
        List<@NotNull String> databases,

        @Nullable @Schema(description = "Only these schemas; left out: all.")
        List<@NotNull String> schemas,

        @Nullable @Schema(description = "Managed incremental snapshots, or base backup and WAL.")
        Boolean incrementalEnabled,

        @Nullable @Schema(description = "A fast snapshot that stays in its cloud.")
        Boolean snapshotEnabled,

        @Nullable @Schema(description = "A portable dump; the default when no strategy is mentioned.", example = "true")
        Boolean dumpEnabled,

        @Nullable @OneOf(DumpFormat.class) @Schema(defaultValue = "custom")
        String dumpFormat,

        @Nullable @Schema(
                description = "Tables whose rows are left out: table or schema.table, * allowed.",
                example = "[\"quartz_*\"]")
        List<@NotNull String> excludeTables,

        @Nullable List<@NotNull @Valid HookBody> preBackupHooks) {

    DatabaseSource toSource() {
        return new DatabaseSource(
                WireNames.get(DatabaseType.class, Defaults.of(type, WireNames.of(DatabaseType.POSTGRESQL))),
                instance,
                Defaults.of(databases, List.of()),
                Defaults.of(schemas, List.of()),
                strategies(),
                Defaults.of(excludeTables, List.of()),
                Defaults.of(preBackupHooks, List.<HookBody>of()).stream()
                        .map(HookBody::toHook)
                        .toList());
    }

    private Set<DatabaseStrategy> strategies() {
        Set<DatabaseStrategy> strategies = EnumSet.noneOf(DatabaseStrategy.class);
        if (Defaults.of(incrementalEnabled, false)) {
            strategies.add(DatabaseStrategy.INCREMENTAL);
        }
        if (Defaults.of(snapshotEnabled, false)) {
            strategies.add(DatabaseStrategy.SNAPSHOT);
        }
        boolean noneMentioned = incrementalEnabled == null && snapshotEnabled == null;
        if (Defaults.of(dumpEnabled, noneMentioned)) {
            strategies.add(DatabaseStrategy.DUMP);
        }
        return strategies;
    }

    /** Forms of a dump. */
    enum DumpFormat {
        /** PostgreSQL's custom format. */
        CUSTOM
    }

    /** What happens to the backup when a hook fails. */
    enum OnError {
        /** The backup fails. */
        FAIL,
        /** The backup goes on. */
        CONTINUE
    }

    @Schema(name = "Hook", description = "A program from the allow-list, run without a shell.")
    record HookBody(
            @NotNull @Schema(example = "flush-cache") String name,

            @NotNull @Schema(description = "Program and arguments.", example = "[\"flush-cache\", \"--all\"]")
            List<@NotNull String> command,

            @Nullable @Schema(description = "Seconds after which it is ended.", defaultValue = "300")
            Integer timeout,

            @Nullable @Schema(defaultValue = "false") Boolean storeArtifact,

            @Nullable @Schema(description = "What to keep, relative; with storeArtifact only.")
            String artifactPath,

            @Nullable @OneOf(OnError.class) @Schema(defaultValue = "fail")
            String onError) {

        private static final int DEFAULT_SECONDS = 300;

        Hook toHook() {
            return new Hook(
                    name,
                    command,
                    Duration.ofSeconds(Defaults.of(timeout, DEFAULT_SECONDS)),
                    Defaults.of(storeArtifact, false),
                    Defaults.of(artifactPath, ""),
                    WireNames.get(OnError.class, Defaults.of(onError, "fail")) == OnError.FAIL);
        }
    }
}
