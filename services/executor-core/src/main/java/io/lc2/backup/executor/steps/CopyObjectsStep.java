package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryTotals;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.spi.StepControl;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies the document library into the backup. */
final class CopyObjectsStep implements Step {

    private final StepParts parts;

    CopyObjectsStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.COPY_OBJECTS;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        // T0 is when the first attempt began to list; where the copy goes on, the backup itself tells.
        Instant begin = context.control().checkpoint().map(Instant::parse).orElseGet(parts.clock()::instant);
        context.control().saveCheckpoint(begin.toString());
        LibraryManifest manifest = new LibraryBackup(parts.transfer(), parts.clock())
                .copy(
                        work.library(),
                        work.filter(),
                        work.storage().concurrency(),
                        work.folder(),
                        context.control(),
                        increment(work, context.control()));
        LibraryTotals totals = manifest.totals();
        Artifact file = new Artifact(
                manifest.path(),
                Component.OBJECTS,
                LibraryManifest.MEDIA_TYPE,
                manifest.fileBytes(),
                manifest.sha256(),
                manifest.fileBytes());
        Map<String, String> facts = new HashMap<>(Map.of(
                Facts.DATA_TIME, begin.toString(),
                LibraryFacts.PATH, manifest.path(),
                LibraryFacts.FILE_BYTES, Long.toString(manifest.fileBytes()),
                LibraryFacts.SHA256, manifest.sha256(),
                LibraryFacts.MISSING, Long.toString(totals.missing())));
        if (work.storage().incremental()) {
            facts.put(LibraryFacts.COPIED, Long.toString(manifest.copied().objects()));
            facts.put(LibraryFacts.COPIED_BYTES, Long.toString(manifest.copied().bytes()));
        }
        return new StepResult(totals.bytes(), totals.objects(), facts, List.of(file), List.of());
    }

    private static @Nullable Increment increment(Work work, StepControl control) {
        return work.storage().incremental() ? EarlierLibrary.increment(work.folder(), work.storage(), control) : null;
    }
}
