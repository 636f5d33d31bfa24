package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an incremental copy builds on: the newest incremental backup of the same library in the same environment whose
 * manifest can be read. Full copies are no ground to build on: their objects go with their folder.
 */
final class EarlierLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierLibrary.class);

    private EarlierLibrary() {}

    static Increment increment(BackupFolder own, StorageSource library, StepControl control) {
        return new Increment(library.store() + "/" + library.bucket(), find(own, library, control));
    }

    private static Increment.@Nullable Earlier find(BackupFolder own, StorageSource library, StepControl control) {
        for (LiveBackups.Live live : new LiveBackups(own, control).list()) {
            ObjectsSection objects = objects(live);
            if (objects != null && Work.isPooled(objects) && isOf(objects, library)) {
                return new Increment.Earlier(live.folder(), Work.library(objects));
            }
        }
        return null;
    }

    private static @Nullable ObjectsSection objects(LiveBackups.Live live) {
        try {
            BackupManifest manifest = live.read();
            return manifest.objects();
        } catch (PermanentProviderException e) {
            LOG.atWarn()
                    .addKeyValue("backupFolder", live.folder().prefix())
                    .addKeyValue("reason", e.getMessage())
                    .log("The manifest of an earlier backup cannot be read; the copy does not build on it");
            return null;
        }
    }

    private static boolean isOf(ObjectsSection objects, StorageSource library) {
        return objects.storageType().equals(library.type().wireName())
                && objects.store().equals(library.store())
                && objects.bucket().equals(library.bucket());
    }
}
