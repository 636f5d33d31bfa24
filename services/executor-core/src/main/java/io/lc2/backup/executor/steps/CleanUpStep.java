package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.ObjectPool;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.spi.StepControl;

/** Removes what a failed or cancelled operation, or a drill, made, found by its id, and nothing else. */
final class CleanUpStep implements Step {

    private final StepParts parts;

    CleanUpStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.CLEAN_UP;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        return switch (context.operation().subject()) {
            case Subject.Backup backup -> {
                // What it copied to the pool and nothing came to need is collected by a later purge.
                work.repositoryBuckets()
                        .discardUnfinished(work.folder().bucket(), work.folder().key(ObjectPool.FROM_BACKUP));
                yield new FolderRemoval(parts, context.control()).remove(work.folder(), work.repositoryBuckets());
            }
            case Subject.Restore restore -> {
                removeRestored(work, context.control());
                yield StepResult.EMPTY;
            }
            case Subject.Verification verification -> StepResult.EMPTY;
            case Subject.Purge purge -> StepResult.EMPTY;
        };
    }

    private void removeRestored(Work work, StepControl control) {
        boolean databases = work.operation().step(StepKind.RESTORE_DATABASE).attempt() > 0;
        boolean objects = work.operation().step(StepKind.RESTORE_OBJECTS).attempt() > 0;
        if (!databases && !objects) {
            return;
        }
        BackupManifest manifest = work.manifest();
        if (databases && manifest.database() != null) {
            parts.databases().dropRestored(manifest.database().instance(), work.id());
        }
        if (objects && manifest.objects() != null) {
            removeBucket(work, manifest.objects(), control);
        }
    }

    private void removeBucket(Work work, ObjectsSection section, StepControl control) {
        Buckets buckets = parts.stores().buckets(section.store());
        String bucket = RestoredBucket.name(section.bucket(), work.id());
        // Asked again right before the removal: only what this restore made, be it half, is removed (rule 4).
        if (!buckets.adopt(bucket, work.id())) {
            return;
        }
        new FolderRemoval(parts, control).empty(parts.stores().store(section.store()), bucket);
        buckets.discardUnfinished(bucket, "");
        buckets.remove(bucket, work.id());
    }
}
