package io.lc2.backup.commandapi.rest;

import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document library to back up. */
@Schema(name = "Storage", description = "The document library to back up.")
record StorageBody(
        @NotNull @OneOf(StorageType.class) @Schema(example = "s3")
        String type,

        @Nullable @Schema(description = "Name of a configured store; left out: the one named like the type.")
        String store,

        @NotNull @Schema(description = "Bucket, container or folder.", example = "library")
        String bucket,

        @Nullable @Schema(description = "Only keys below these prefixes; left out: all.")
        List<@NotNull String> includePaths,

        @Nullable @Schema(description = "Keys below these prefixes are left out.")
        List<@NotNull String> excludePaths,

        @Nullable @Schema(
                description = "Keys matching one of these globs are left out; * also matches /.",
                example = "[\"*/thumbnails/*\"]")
        List<@NotNull String> excludePatterns,

        @Nullable @Schema(description = "Leave out what the application makes again.", defaultValue = "false")
        Boolean excludeGeneratedFiles,

        @Nullable @Schema(description = "Copy several objects at once.", defaultValue = "true")
        Boolean parallelTransfer,

        @Nullable @Schema(description = "How many at most.", defaultValue = "8", minimum = "1", maximum = "64")
        Integer maxConcurrency,

        @Nullable @Schema(
                description =
                        "Copy only what is new or has changed since an earlier backup of the same source; left out: copy all.",
                defaultValue = "false")
        Boolean incremental) {

    private static final int DEFAULT_CONCURRENCY = 8;

    StorageSource toSource() {
        return new StorageSource(
                WireNames.get(StorageType.class, type),
                Defaults.of(store, ""),
                bucket,
                Defaults.of(includePaths, List.of()),
                Defaults.of(excludePaths, List.of()),
                Defaults.of(excludePatterns, List.of()),
                Defaults.of(excludeGeneratedFiles, false),
                Defaults.of(parallelTransfer, true),
                Defaults.of(maxConcurrency, DEFAULT_CONCURRENCY),
                Defaults.of(incremental, false));
    }
}
