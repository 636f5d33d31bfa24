package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.FinalDeletion;
import io.lc2.backup.executor.objects.FinalDeletion.Deleted;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.util.List;
import java.util.Map;

/** Removes the folder of one backup for good, or what is in a restored bucket. */
final class FolderRemoval {

    private final StepParts parts;
    private final StepControl control;

    FolderRemoval(StepParts parts, StepControl control) {
        this.parts = parts;
        this.control = control;
    }

    /**
     * Removes everything below the folder. Idempotent.
     *
     * @return bytes and objects removed by this attempt
     */
    StepResult remove(BackupFolder folder, Buckets buckets) {
        FinalDeletion deletion = in(folder.store(), folder.bucket());
        // The manifest first: whatever interrupts us, half a backup must never look like a whole one.
        deletion.objects(List.of(folder.key(BackupFolder.MANIFEST), folder.key(ManifestStore.CHECKSUM)));
        Deleted deleted = deletion.below(folder.prefix(), this::tell);
        buckets.discardUnfinished(folder.bucket(), folder.prefix());
        confirmGone(deletion, folder);
        return new StepResult(deleted.bytes(), deleted.objects(), Map.of(), List.of(), List.of());
    }

    /** Removes every object of a bucket. */
    void empty(ObjectStore store, String bucket) {
        in(store, bucket).below("", this::tell);
    }

    private FinalDeletion in(ObjectStore store, String bucket) {
        return new FinalDeletion(store, bucket, parts.transfer(), control);
    }

    private void tell(Deleted deleted) {
        control.progress(new Progress(deleted.bytes(), Progress.UNKNOWN, deleted.objects(), Progress.UNKNOWN));
    }

    private static void confirmGone(FinalDeletion deletion, BackupFolder folder) {
        deletion.anyBelow(folder.prefix()).ifPresent(entry -> {
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
