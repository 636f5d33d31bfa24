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

    /**
     * Leads, at the begin of a path, from the folder of a backup to that of its environment. Paths are resolved here and
     * nowhere else: no store ever sees it.
     */
    public static final String OUT = "../../";

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
        return path.startsWith(OUT) ? environmentPrefix() + path.substring(OUT.length()) : prefix + path;
    }

    /** {@code <project>/<environment>/}: what the backups of one environment lie in. */
    public String environmentPrefix() {
        int id = prefix.lastIndexOf('/', prefix.length() - 2);
        int backups = prefix.lastIndexOf('/', id - 1);
        if (id < 0 || backups < 0 || !prefix.endsWith("/")) {
            throw new IllegalStateException(prefix + " is not the folder of a backup in an environment");
        }
        return prefix.substring(0, backups + 1);
    }
}
