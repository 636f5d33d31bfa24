package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.FinalDeletion;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes the folder of one backup for good, also where its bucket keeps versions. */
final class FolderRemoval {

    private static final int PAGE = 1000;

    private FolderRemoval() {}

    /**
     * Removes everything below the folder. Idempotent.
     *
     * @return bytes and objects removed by this attempt
     */
    static StepResult remove(BackupFolder folder, Buckets buckets, StepControl control) {
        // The manifest first: whatever interrupts us, half a backup must never look like a whole one.
        folder.store()
                .delete(
                        folder.bucket(),
                        List.of(folder.key(BackupFolder.MANIFEST), folder.key(ManifestStore.CHECKSUM)));
        StepResult removed = removeAll(folder.store(), folder.bucket(), folder.prefix(), control);
        FinalDeletion.versionsBelow(folder.store(), folder.bucket(), folder.prefix(), control::stopIfAsked);
        buckets.discardUnfinished(folder.bucket(), folder.prefix());
        confirmGone(folder);
        return removed;
    }

    /** Removes every object of a bucket. */
    static void empty(ObjectStore store, String bucket, StepControl control) {
        removeAll(store, bucket, "", control);
        FinalDeletion.versionsBelow(store, bucket, "", control::stopIfAsked);
    }

    private static StepResult removeAll(ObjectStore store, String bucket, String prefix, StepControl control) {
        long bytes = 0;
        long objects = 0;
        String after = "";
        boolean more = true;
        while (more) {
            control.stopIfAsked();
            ObjectPage page = store.list(bucket, prefix, after, PAGE);
            List<String> keys = page.entries().stream().map(ObjectEntry::key).toList();
            if (!keys.isEmpty()) {
                store.delete(bucket, keys);
                after = keys.getLast();
            }
            bytes += page.entries().stream().mapToLong(ObjectEntry::bytes).sum();
            objects += keys.size();
            more = page.more();
            control.progress(new Progress(bytes, Progress.UNKNOWN, objects, Progress.UNKNOWN));
        }
        return new StepResult(bytes, objects, Map.of(), List.of(), List.of());
    }

    private static void confirmGone(BackupFolder folder) {
        Optional<ObjectEntry> left = folder.store().list(folder.bucket(), folder.prefix(), "", 1).entries().stream()
                .findFirst()
                .or(() -> FinalDeletion.anyBelow(folder.store(), folder.bucket(), folder.prefix()));
        left.ifPresent(entry -> {
            throw new TransientProviderException(
                    FailureCode.PROVIDER_ERROR,
                    "After the removal " + entry.key()
                            + (entry.version().isEmpty() ? "" : ", version " + entry.version() + ",")
                            + " is still listed",
                    "It is tried again; if this goes on, something else writes there.",
                    null);
        });
    }
}
