package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.LibraryRestore;
import io.lc2.backup.executor.objects.LibraryTotals;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Restores the document library into a bucket of its own. */
final class RestoreObjectsStep implements Step {

    /** Objects under way at once; a restore request names no number. */
    static final int CONCURRENCY = 8;

    private final StepParts parts;

    RestoreObjectsStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.RESTORE_OBJECTS;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        ObjectsSection section = Objects.requireNonNull(work.manifest().objects());
        String bucket = RestoredBucket.name(section.bucket(), work.id());
        Buckets buckets = parts.stores().buckets(section.store());
        buckets.create(bucket, work.id());
        Place target = new Place(parts.stores().store(section.store()), bucket);
        LibraryTotals totals = new LibraryRestore(parts.transfer(), parts.clock())
                .restore(Work.library(section), work.folder(), target, key -> true, CONCURRENCY, context.control());
        // Parts of uploads whose attempt was killed are seen by nobody and paid for until somebody aborts them.
        buckets.discardUnfinished(bucket, "");
        buckets.flush(bucket, "");
        Map<String, String> facts = Map.of(Facts.ENDPOINT_PREFIX + section.bucket(), section.store() + "://" + bucket);
        return new StepResult(totals.bytes(), totals.objects(), facts, List.of(), List.of());
    }
}
