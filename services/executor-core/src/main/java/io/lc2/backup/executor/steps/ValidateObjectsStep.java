package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.objects.SampleSize;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the copied library with its listing and with the rows of the dump, and reads a sample back. */
final class ValidateObjectsStep implements Step {

    /** Objects read back; R-7 asks for ten at least. */
    static final int SAMPLE = 20;

    private final StepParts parts;

    ValidateObjectsStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.VALIDATE_OBJECTS;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        LibraryManifest manifest = work.copiedLibrary();
        LibraryProof proof = new LibraryProof(manifest, work.folder(), parts.transfer(), context.control());
        List<Check> checks = new ArrayList<>();
        checks.add(proof.manifestIntact());
        SampleSize sample = new SampleSize(SAMPLE, parts.random().nextLong());
        checks.addAll(proof.ofBackup(work.library(), work.filter(), begun(context), sample));
        Verdict.passed(checks, "Look at what changes the library or the repository, then take a new backup.");
        Map<String, String> facts = Map.of();
        if (work.references() != null && work.planned(StepKind.DUMP_DATABASE)) {
            CrossCheck rows = CrossCheck.of(work, work.references(), proof);
            checks.addAll(rows.checks());
            facts = rows.facts();
        }
        return new StepResult(manifest.totals().bytes(), manifest.totals().objects(), facts, List.of(), checks);
    }

    /**
     * The copy began after the operation did; a copy that was resumed began before its last attempt, so only the earlier
     * instant is safe to tell new objects from forgotten ones.
     */
    private static Instant begun(StepContext context) {
        Instant started = context.operation().startedAt();
        return started == null ? context.operation().first().occurredAt() : started;
    }
}
