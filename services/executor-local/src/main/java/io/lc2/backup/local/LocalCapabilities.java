package io.lc2.backup.local;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.ProviderCapabilities;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.StorageType;
import java.util.Map;
import java.util.Set;

/** What the local executor can do: exactly what its tests back up and restore. */
final class LocalCapabilities {

    static final ProviderCapabilities LOCAL = new ProviderCapabilities(
            Provider.LOCAL,
            Set.of(Application.LIFERAY),
            Map.of(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP)),
            Set.of(StorageType.S3, StorageType.MINIO, StorageType.FILESYSTEM),
            Set.of(RestoreType.FULL, RestoreType.DATABASE_ONLY, RestoreType.STORAGE_ONLY),
            false,
            false,
            false,
            false,
            false,
            false);

    private LocalCapabilities() {}
}
