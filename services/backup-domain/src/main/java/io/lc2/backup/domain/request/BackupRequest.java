package io.lc2.backup.domain.request;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A backup somebody asks for; a part that is null is not backed up.
 *
 * @param environment for example {@code prd}; a label
 * @param application kind of application, which brings its profile
 * @param provider where the environment runs
 * @param database databases to take
 * @param storage document library to take
 * @param configuration configuration to export
 * @param contentModel content model to export
 * @param search whether the search index is taken too
 * @param retention how long the backup is kept
 * @param notes free text, at most 1,000 characters
 */
public record BackupRequest(
        String environment,
        Application application,
        Provider provider,
        @Nullable DatabaseSource database,
        @Nullable StorageSource storage,
        @Nullable ConfigurationSource configuration,
        @Nullable ContentModelSource contentModel,
        boolean search,
        Retention retention,
        String notes) {}
