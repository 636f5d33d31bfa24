package io.lc2.backup.catalog.recovery;

import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folders of backups in the repository. It leaps from folder to folder, one small listing each, instead of listing the
 * millions of objects in them.
 */
final class BucketScan {

    /** The character after the separator: behind it come the keys after all of a folder. */
    private static final char AFTER_SEPARATOR = '/' + 1;

    private final ObjectStore store;
    private final String bucket;

    BucketScan(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /** Projects that have anything in the repository. */
    List<ProjectId> projects() {
        return folders("").stream().filter(Names::isLabel).map(ProjectId::new).toList();
    }

    /** Folders of the backups of a project. */
    Map<OperationId, Place> backups(ProjectId project) {
        Map<OperationId, Place> found = new LinkedHashMap<>();
        for (String environment : folders(project + "/")) {
            if (Names.isLabel(environment)) {
                for (String id : folders(project + "/" + environment + "/backups/")) {
                    if (Names.isLabel(id)) {
                        OperationId backup = new OperationId(id);
                        found.put(
                                backup,
                                new Place(environment, BackupFolder.of(store, bucket, project, environment, backup)));
                    }
                }
            }
        }
        return found;
    }

    private List<String> folders(String prefix) {
        List<String> names = new ArrayList<>();
        String after = "";
        while (true) {
            ObjectPage page = store.list(bucket, prefix, after, 1);
            if (page.entries().isEmpty()) {
                return names;
            }
            String key = page.entries().getFirst().key();
            int end = key.indexOf('/', prefix.length());
            if (end < 0) {
                after = key;
            } else {
                names.add(key.substring(prefix.length(), end));
                after = key.substring(0, end) + AFTER_SEPARATOR;
            }
        }
    }

    /**
     * Where a backup lies.
     *
     * @param environment as its folder says
     * @param folder its folder
     */
    record Place(String environment, BackupFolder folder) {}
}
