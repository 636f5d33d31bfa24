package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.FileColumn;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.objects.ReferenceCounts;
import io.lc2.backup.executor.references.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the library holds what the rows of the dump refer to, both as of T0. It counts, it does not judge:
 * an object may be deleted while a backup runs, and a backup that lacks a file of yesterday is better than none. So its
 * checks pass once the comparison is made, and say what was found.
 *
 * @param checks named results with figures
 * @param facts the same for the manifest
 */
record CrossCheck(List<Check> checks, Map<String, String> facts) {

    static final String REFERENCES = "references-counted";
    static final String ORPHANS = "orphans-counted";

    /** Few enough for a line. */
    private static final int NAMED = 3;

    /**
     * Compares.
     *
     * @throws io.lc2.backup.executor.spi.ProviderException when what the dump keeps of the references is damaged
     */
    static CrossCheck of(Work work, FileReferences rows, LibraryProof library) {
        StepResult dump = work.operation().result(StepKind.DUMP_DATABASE);
        List<Compared> all = new ArrayList<>();
        for (KeyLayout layout : rows.layouts()) {
            List<Artifact> artifacts = References.of(dump, layout);
            if (artifacts.isEmpty()) {
                continue;
            }
            try (References references = References.open(work.folder(), artifacts)) {
                Compared compared =
                        new Compared(layout, library.references(references, work.filter(), layout.looksLikeAVersion()));
                all.add(compared);
                if (compared.counts().present() > 0 && compared.counts().missing() == 0) {
                    break;
                }
            }
        }
        Compared best = best(all);
        return best == null
                ? unrecognised(rows, all, work)
                : recognised(best, dump.facts().getOrDefault(Facts.DATA_TIME, ""));
    }

    /** A layout and what was found by it. */
    private record Compared(KeyLayout layout, ReferenceCounts counts) {}

    private static @Nullable Compared best(List<Compared> all) {
        Compared best = null;
        for (Compared one : all) {
            boolean better =
                    best == null || one.counts().present() > best.counts().present();
            best = one.counts().isOfThisLibrary() && better ? one : best;
        }
        return best;
    }

    private static CrossCheck recognised(Compared compared, String time) {
        ReferenceCounts counts = compared.counts();
        String missing = counts.missing() == 0 ? "" : "; missing " + named(counts);
        Check references = check(
                REFERENCES,
                compared.layout().name() + ": " + counts.present() + " of " + counts.referenced()
                        + " objects that rows refer to as of " + time + " are in the backup, " + counts.missing()
                        + " missing, " + counts.vanished() + " of these gone while it was made, " + counts.leftOut()
                        + " left out on request" + missing);
        Check orphans = check(
                ORPHANS,
                counts.extra() + " objects that no row refers to, " + counts.orphans()
                        + " of them look like files of users");
        return new CrossCheck(
                List.of(references, orphans),
                ConsistencyFacts.of(compared.layout().name(), counts));
    }

    private static CrossCheck unrecognised(FileReferences rows, List<Compared> all, Work work) {
        if (all.isEmpty()) {
            return nothing(
                    0,
                    "not recognised: no database of the backup has rows of " + rows.entryTable() + " and "
                            + rows.versionTable() + " with the columns "
                            + rows.layouts().stream()
                                    .flatMap(layout -> layout.columns().stream())
                                    .map(FileColumn::name)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        ReferenceCounts counts = all.getFirst().counts();
        if (counts.referenced() == 0) {
            return nothing(
                    0,
                    "nothing to compare: rows refer to no object that the request asks for, and to " + counts.leftOut()
                            + " that it leaves out");
        }
        return nothing(
                counts.referenced(),
                "not recognised: rows refer to " + counts.referenced() + " objects, none of them is among the "
                        + work.copiedLibrary().totals().objects() + " of the library; looked for keys such as "
                        + all.stream()
                                .map(one -> one.counts().example() + " ("
                                        + one.layout().name() + ")")
                                .collect(Collectors.joining(", ")));
    }

    private static CrossCheck nothing(long referenced, String detail) {
        return new CrossCheck(List.of(check(REFERENCES, detail)), ConsistencyFacts.unrecognised(referenced));
    }

    private static String named(ReferenceCounts counts) {
        List<String> keys = counts.missingExamples();
        List<String> named = keys.subList(0, Math.min(NAMED, keys.size()));
        long more = counts.missing() - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static Check check(String name, String detail) {
        return new Check(name, Component.OBJECTS, true, detail);
    }
}
