package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.objects.PoolCollection;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a backup, its manifest first, and confirms that nothing is left. Objects it shared with other backups go
 * in a later purge, once the time of grace is over and when nothing needs them then.
 */
final class PurgeBackupStep implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(PurgeBackupStep.class);

    private final StepParts parts;

    PurgeBackupStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.PURGE_BACKUP;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        Optional<BackupManifest> manifest = readable(work);
        FolderRemoval removal = new FolderRemoval(parts, context.control());
        if (manifest.isPresent() && !isPooled(manifest.get())) {
            return removal.remove(work.folder(), work.repositoryBuckets());
        }
        PoolCleaning pool = new PoolCleaning(parts, work, context.control());
        // A backup that cannot be read itself is always removed first: it may be what stands in the way of the others.
        if (manifest.isPresent()) {
            pool.requireReadable();
        }
        StepResult removed = removal.remove(work.folder(), work.repositoryBuckets());
        PoolCollection.Collected collected = pool.collect();
        return new StepResult(
                removed.bytes() + collected.bytes(),
                removed.objects() + collected.objects(),
                Map.of(
                        LibraryFacts.COLLECTED, Long.toString(collected.objects()),
                        LibraryFacts.COLLECTED_BYTES, Long.toString(collected.bytes()),
                        LibraryFacts.UNNEEDED, Long.toString(collected.marked())),
                List.of(),
                List.of());
    }

    private static boolean isPooled(BackupManifest manifest) {
        return manifest.objects() != null && Work.isPooled(manifest.objects());
    }

    /** Empty also when an earlier attempt has removed it already. */
    private static Optional<BackupManifest> readable(Work work) {
        try {
            return Optional.of(work.manifest());
        } catch (PermanentProviderException e) {
            LOG.atInfo().addKeyValue("reason", e.getMessage()).log("The manifest of a backup to purge cannot be read");
            return Optional.empty();
        }
    }
}
