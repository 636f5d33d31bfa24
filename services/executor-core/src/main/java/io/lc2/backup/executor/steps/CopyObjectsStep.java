package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.objects.Library;
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
        // Without a dump, T0 is when the first attempt began to list; where the copy goes on, the backup itself tells.
        Instant begin = context.control().checkpoint().map(Instant::parse).orElseGet(parts.clock()::instant);
        context.control().saveCheckpoint(begin.toString());
        Library library = work.libraryAsOf(begin);
        LibraryManifest manifest = new LibraryBackup(parts.transfer(), parts.clock())
                .copy(
                        library,
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
                LibraryFacts.MISSING, Long.toString(totals.missing()),
                LibraryFacts.EXTRA, Long.toString(totals.extra())));
        if (manifest.asOf() != null) {
            facts.put(LibraryFacts.AS_OF, manifest.asOf().toString());
        }
        if (work.storage().incremental()) {
            facts.put(LibraryFacts.COPIED, Long.toString(manifest.copied().objects()));
            facts.put(LibraryFacts.COPIED_BYTES, Long.toString(manifest.copied().bytes()));
        }
        return new StepResult(
                totals.bytes(), totals.objects(), facts, List.of(file), List.of(asOf(manifest, library.time())));
    }

    /** Which instant the library is of, and what differs from it. It counts, it does not judge. */
    private static Check asOf(LibraryManifest manifest, Instant time) {
        LibraryTotals totals = manifest.totals();
        String what = manifest.asOf() == null
                ? "as it was while it was copied, so of no one instant: versions are not kept, are suspended, or were"
                        + " switched on or off meanwhile; " + totals.extra() + " objects are dated after T0 " + time
                : "as of T0 " + manifest.asOf() + ", from the versions its bucket keeps; " + totals.extra()
                        + " objects came after it";
        return new Check(
                "library-as-of",
                Component.OBJECTS,
                true,
                what + " (extra), " + totals.missing() + " were gone before they could be copied (missing)");
    }

    private static @Nullable Increment increment(Work work, StepControl control) {
        return work.storage().incremental() ? EarlierLibrary.increment(work.folder(), work.storage(), control) : null;
    }
}
