package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks manifest, checksums and completeness of a backup before anything is made from it. */
final class CheckBackupStep implements Step {

    private final StepParts parts;

    CheckBackupStep(StepParts parts) {
        this.parts = parts;
    }

    @Override
    public StepKind kind() {
        return StepKind.CHECK_BACKUP;
    }

    @Override
    public StepResult run(StepContext context) {
        Work work = new Work(parts, context.operation());
        BackupManifest manifest = work.manifest();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "manifest-intact",
                Component.MANIFEST,
                true,
                "SHA-256 " + work.source().manifestSha256() + ", format version " + manifest.formatVersion()));
        long bytes = 0;
        if (manifest.database() != null) {
            for (Artifact artifact : manifest.database().dump().artifacts()) {
                checks.add(StoredArtifact.check(work.folder(), artifact, context.control()));
                bytes += artifact.bytes();
            }
        }
        if (manifest.objects() != null) {
            LibraryProof proof = new LibraryProof(
                    Work.library(manifest.objects()), work.folder(), parts.transfer(), context.control());
            checks.add(proof.manifestIntact());
            checks.add(proof.storedComplete());
            bytes += manifest.objects().bytes();
        }
        Verdict.passed(checks, "Restore another backup and find out what changed the repository.");
        // What a drill measures the age of the data by.
        Map<String, String> facts = Map.of(Facts.DATA_TIME, manifest.dataTime().toString());
        return new StepResult(bytes, checks.size(), facts, List.of(), checks);
    }
}
