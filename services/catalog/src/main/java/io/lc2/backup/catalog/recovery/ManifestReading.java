package io.lc2.backup.catalog.recovery;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.rebuild.ManifestFound;
import io.lc2.backup.domain.rebuild.StoredBackup;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.DatabaseSection;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads manifests as what the rules of recovery take. */
final class ManifestReading {

    private static final int CONCURRENCY = 16;

    private ManifestReading() {}

    /**
     * What is in the folder of a backup.
     *
     * @param sha256 checksum the log has of the manifest; null when there is none
     * @throws io.lc2.backup.executor.spi.ProviderException when the store does not answer
     */
    static ManifestFound read(ProjectId project, OperationId id, BucketScan.Place place, @Nullable String sha256) {
        try {
            return ManifestStore.find(place.folder(), sha256)
                    .map(found -> found(project, id, place.environment(), found))
                    .orElseGet(ManifestFound.FilesOnly::new);
        } catch (PermanentProviderException e) {
            if (e.code() == FailureCode.MANIFEST_INVALID) {
                return new ManifestFound.Damaged(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static ManifestFound found(
            ProjectId project, OperationId id, String environment, ManifestStore.Found found) {
        BackupManifest manifest = found.manifest();
        boolean ours = manifest.project().equals(project.value())
                && manifest.environment().equals(environment)
                && manifest.backupId().equals(id.value());
        return ours
                ? new ManifestFound.Sound(backup(found))
                : new ManifestFound.Damaged("It is the manifest of %s/%s/%s."
                        .formatted(manifest.project(), manifest.environment(), manifest.backupId()));
    }

    private static StoredBackup backup(ManifestStore.Found found) {
        BackupManifest manifest = found.manifest();
        DatabaseSection database = manifest.database();
        ObjectsSection objects = manifest.objects();
        Set<Component> components = EnumSet.noneOf(Component.class);
        components.addAll(manifest.components());
        return new StoredBackup(
                request(manifest),
                manifest.requestedAt(),
                manifest.dataTime(),
                found.writtenAt(),
                components,
                (database == null ? 0 : database.dump().bytes()) + (objects == null ? 0 : objects.bytes()),
                objects == null ? 0 : objects.count(),
                found.sha256(),
                manifest.checks());
    }

    private static BackupRequest request(BackupManifest manifest) {
        return new BackupRequest(
                manifest.environment(),
                manifest.application(),
                manifest.provider(),
                manifest.database() == null ? null : database(manifest.database(), manifest.excludedTables()),
                manifest.objects() == null ? null : storage(manifest.objects(), manifest.excludedPatterns()),
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }

    /** A manifest names its engine as a word that a later release may have added. */
    private static @Nullable DatabaseSource database(DatabaseSection section, List<String> excludedTables) {
        return Stream.of(DatabaseType.values())
                .filter(type -> type.name().equals(section.type()))
                .findFirst()
                .map(type -> new DatabaseSource(
                        type,
                        section.instance(),
                        List.of(),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        excludedTables,
                        List.of()))
                .orElse(null);
    }

    private static @Nullable StorageSource storage(ObjectsSection section, List<String> excludedPatterns) {
        return Stream.of(StorageType.values())
                .filter(type -> Words.kebab(type).equals(section.storageType()))
                .findFirst()
                .map(type -> new StorageSource(
                        type,
                        section.store(),
                        section.bucket(),
                        List.of(),
                        List.of(),
                        excludedPatterns,
                        false,
                        true,
                        CONCURRENCY,
                        false))
                .orElse(null);
    }
}
