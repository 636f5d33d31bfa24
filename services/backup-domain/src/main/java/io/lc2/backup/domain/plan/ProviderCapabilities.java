package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.StorageType;
import java.util.Map;
import java.util.Set;

/**
 * What a provider can do, as data; "can" means that the restore of exactly that is tested.
 *
 * @param provider whose
 * @param applications kinds of application
 * @param databases strategies per engine
 * @param storages kinds of object storage
 * @param restoreTypes parts that can be restored
 * @param hooks whether hooks run
 * @param configuration whether configuration is exported
 * @param contentModel whether the content model is exported
 * @param search whether the search index is taken
 * @param pointInTime whether a restore to an instant is possible
 * @param sanitization whether personal data can be removed on restore
 */
public record ProviderCapabilities(
        Provider provider,
        Set<Application> applications,
        Map<DatabaseType, Set<DatabaseStrategy>> databases,
        Set<StorageType> storages,
        Set<RestoreType> restoreTypes,
        boolean hooks,
        boolean configuration,
        boolean contentModel,
        boolean search,
        boolean pointInTime,
        boolean sanitization) {

    public ProviderCapabilities {
        applications = Set.copyOf(applications);
        databases = Map.copyOf(databases);
        storages = Set.copyOf(storages);
        restoreTypes = Set.copyOf(restoreTypes);
    }
}
