package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of R-60 for a backup. What a part leaves out gets its default in {@link #toRequest()}. */
@Schema(name = "BackupRequest", description = "A backup of any subset of the parts of an environment.")
record BackupBody(
        @NotNull @OneOf(Application.class) @Schema(description = "Kind of application.", example = "liferay")
        String application,

        @NotNull @Schema(description = "Environment of the project: a label.", example = "prd", minLength = 1, maxLength = 63)
        String environment,

        @NotNull @OneOf(Provider.class) @Schema(description = "Where the environment runs.", example = "local")
        String provider,

        @Valid @Nullable DatabaseBody database,

        @Valid @Nullable StorageBody storage,

        @Valid @Nullable ConfigurationBody configuration,

        @Valid @Nullable ContentModelBody contentModel,

        @Valid @Nullable SearchBody search,

        @Valid @Nullable RetentionBody retention,

        @Nullable @Schema(description = "Free text.", maxLength = 1000, example = "before the upgrade")
        String notes) {

    BackupRequest toRequest() {
        return new BackupRequest(
                environment,
                WireNames.get(Application.class, application),
                WireNames.get(Provider.class, provider),
                database == null ? null : database.toSource(),
                storage == null ? null : storage.toSource(),
                configuration == null ? null : configuration.toSource(),
                contentModel == null ? null : contentModel.toSource(),
                search != null && Defaults.of(search.enabled(), true),
                RetentionBody.toRetention(retention),
                Defaults.of(notes, ""));
    }

    @Schema(name = "Configuration", description = "Configuration to export with the backup.")
    record ConfigurationBody(
            @Nullable @Schema(defaultValue = "true") Boolean enabled,

            @Nullable @Schema(
                    description = "Program and arguments that export it; run without a shell, from an allow-list.",
                    example = "[\"drush\", \"config:export\"]")
            List<@NotNull String> exportCommand,

            @Nullable @Schema(description = "Where the export lands, relative.", defaultValue = "config")
            String storagePath) {

        @Nullable ConfigurationSource toSource() {
            return Defaults.of(enabled, true)
                    ? new ConfigurationSource(Defaults.of(exportCommand, List.of()), Defaults.of(storagePath, "config"))
                    : null;
        }
    }

    @Schema(name = "ContentModel", description = "Content model to export over the application's HTTP API.")
    record ContentModelBody(
            @Nullable @Schema(defaultValue = "true") Boolean enabled,

            @Nullable @Schema(description = "Base address, without credentials.", example = "https://cms.example/api")
            String apiEndpoint,

            @Nullable @Schema(allowableValues = "json", defaultValue = "json")
            String exportFormat) {

        @Nullable ContentModelSource toSource() {
            return Defaults.of(enabled, true)
                    ? new ContentModelSource(Defaults.of(apiEndpoint, ""), Defaults.of(exportFormat, "json"))
                    : null;
        }
    }

    @Schema(name = "Search", description = "The search index.")
    record SearchBody(
            @Nullable @Schema(defaultValue = "true") Boolean enabled) {}
}
