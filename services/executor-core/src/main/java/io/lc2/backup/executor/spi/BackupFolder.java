package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;

/**
 * Where one backup lies in the repository.
 *
 * @param store object storage of the repository
 * @param bucket bucket of the repository
 * @param prefix {@code <project>/<environment>/backups/<backupId>/}
 */
public record BackupFolder(ObjectStore store, String bucket, String prefix) {

    /** Key of the manifest relative to the folder. */
    public static final String MANIFEST = "manifest.json";

    /** The folder of a backup. */
    public static BackupFolder of(
            ObjectStore store, String bucket, ProjectId project, String environment, OperationId backupId) {
        return new BackupFolder(store, bucket, project + "/" + environment + "/backups/" + backupId + "/");
    }

    /**
     * The full key of something in this folder.
     *
     * @param path relative to the folder
     */
    public String key(String path) {
        return prefix + path;
    }
}
