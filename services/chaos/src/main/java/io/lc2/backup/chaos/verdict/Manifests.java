package io.lc2.backup.chaos.verdict;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.ObjectManifestReader;
import io.lc2.backup.executor.objects.ObjectPool;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the manifests of backups name, read as the product reads them. */
final class Manifests {

    private final ObjectStore store;
    private final String bucket;

    Manifests(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /**
     * What a backup consists of, as full keys.
     *
     * @param own in its folder
     * @param pooled in the pool of its environment
     */
    record Named(Set<String> own, Set<String> pooled) {}

    /**
     * Reads the manifests of a backup.
     *
     * @param prefix its folder, with a slash at its end
     * @throws io.lc2.backup.executor.spi.PermanentProviderException when one of them cannot be read
     */
    Named of(String prefix) {
        BackupFolder folder = new BackupFolder(store, bucket, prefix);
        BackupManifest manifest = ManifestStore.read(folder, null);
        Named named = new Named(new HashSet<>(), new HashSet<>());
        named.own().addAll(List.of(folder.key(BackupFolder.MANIFEST), folder.key(ManifestStore.CHECKSUM)));
        if (manifest.database() != null) {
            for (Artifact artifact : manifest.database().dump().artifacts()) {
                named.own().add(folder.key(artifact.path()));
            }
        }
        if (manifest.objects() != null) {
            objects(folder, manifest.objects(), named);
        }
        return named;
    }

    private static void objects(BackupFolder folder, ObjectsSection section, Named named) {
        String key = folder.key(section.manifestPath());
        named.own().add(key);
        try (ObjectManifestReader reader =
                new ObjectManifestReader(folder.store().read(folder.bucket(), key, 0, -1), section.manifestSha256())) {
            while (reader.hasNext()) {
                StoredObject object = reader.next();
                if (object.isStored()) {
                    boolean pooled = object.storedAt().startsWith(ObjectPool.FROM_BACKUP);
                    (pooled ? named.pooled() : named.own()).add(folder.key(object.storedAt()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
