package io.lc2.backup.executor.steps;

import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.StepControl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The backups an environment has in the repository: the folders that hold a manifest. */
final class LiveBackups {

    private static final String BACKUPS = "backups/";

    private final BackupFolder own;
    private final StepControl control;

    /**
     * Looks at an environment.
     *
     * @param own a backup of that environment, which is left out
     */
    LiveBackups(BackupFolder own, StepControl control) {
        this.own = own;
        this.control = control;
    }

    /** Those there are now, the one written last first. Two calls per folder, however much is in it. */
    List<Live> list() {
        List<Live> found = new ArrayList<>();
        ObjectStore store = own.store();
        String parent = own.environmentPrefix() + BACKUPS;
        String after = "";
        while (true) {
            control.stopIfAsked();
            List<ObjectEntry> first = store.list(own.bucket(), parent, after, 1).entries();
            if (first.isEmpty()) {
                found.sort(Comparator.comparing((Live live) -> live.manifest().lastModified())
                        .thenComparing(live -> live.folder().prefix())
                        .reversed());
                return List.copyOf(found);
            }
            String key = first.getFirst().key();
            int end = key.indexOf('/', parent.length());
            if (end < 0) {
                after = key;
                continue;
            }
            BackupFolder folder = new BackupFolder(store, own.bucket(), key.substring(0, end + 1));
            if (!folder.prefix().equals(own.prefix())) {
                store.head(folder.bucket(), folder.key(BackupFolder.MANIFEST))
                        .ifPresent(head -> found.add(new Live(folder, head.entry())));
            }
            // The character after the slash: everything of this folder comes before it, every later folder after it.
            after = key.substring(0, end) + (char) ('/' + 1);
        }
    }

    /**
     * A backup.
     *
     * @param folder where it is
     * @param manifest its manifest as listed
     */
    record Live(BackupFolder folder, ObjectEntry manifest) {

        /**
         * Its manifest.
         *
         * @throws io.lc2.backup.executor.spi.PermanentProviderException when it cannot be read
         */
        BackupManifest read() {
            return ManifestStore.read(folder, null);
        }
    }
}
