package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run has shown.
 *
 * @param seed of the run
 * @param visits faults that were injected
 * @param unreached fields that were tried and not visited, about which the run says nothing
 * @param counts what was asked and compared
 * @param longest time any operation needed to go on
 * @param findings what is not as it must be
 */
public record Report(
        long seed, List<Visit> visits, Set<Cell> unreached, Counts counts, Duration longest, List<Finding> findings) {

    /**
     * What was asked and compared.
     *
     * @param operations asked for
     * @param commands acknowledged
     * @param records published, repetitions included
     * @param starts of executors
     * @param compared restores compared in full
     * @param confessed operations that left something behind and said so
     * @param incremental backups that share their objects with others
     * @param drills that have completed
     * @param uploadsBegun in parts
     * @param uploadsCompleted those that became an object
     * @param collected objects that purges have removed because no backup needed them any more
     */
    public record Counts(
            int operations,
            int commands,
            int records,
            int starts,
            int compared,
            int confessed,
            int incremental,
            int drills,
            long uploadsBegun,
            long uploadsCompleted,
            long collected) {}

    public Report {
        visits = List.copyOf(visits);
        unreached = Collections.unmodifiableSet(new LinkedHashSet<>(unreached));
        findings = List.copyOf(findings);
    }

    /** Whether everything is as it must be. */
    public boolean good() {
        return findings.isEmpty();
    }

    /** Findings of one kind. */
    public long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** The table people read. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%-12s %6s %6s  %9s  %s".formatted("fault", "times", "steps", "longest", "at"));
        for (FaultKind kind : FaultKind.values()) {
            List<Visit> own = visits.stream()
                    .filter(visit -> visit.cell().fault() == kind)
                    .toList();
            if (!own.isEmpty()) {
                lines.add(line(kind, own));
            }
        }
        lines.add("");
        lines.add("faults injected           " + visits.size());
        lines.add("fields not reached        " + unreached.size());
        lines.add("operations                %d (%d commands in %d records)"
                .formatted(counts.operations(), counts.commands(), counts.records()));
        lines.add("starts of executors       " + counts.starts());
        lines.add("incremental backups       %d (%d objects removed from their pools)"
                .formatted(counts.incremental(), counts.collected()));
        lines.add("uploads in parts          %d begun, %d completed"
                .formatted(counts.uploadsBegun(), counts.uploadsCompleted()));
        lines.add("restores compared         " + counts.compared() + ", different " + count(Kind.DIFFERENT));
        lines.add("drills completed          " + counts.drills());
        lines.add("lost                      " + count(Kind.LOST));
        lines.add("doubled                   " + count(Kind.DOUBLED));
        lines.add("left without an owner     %d (%d operations left something and said so)"
                .formatted(count(Kind.ORPHAN), counts.confessed()));
        lines.add("catalog differs           " + count(Kind.CATALOG));
        lines.add("longest time to recovery  %.1f s (promised: %d s)"
                .formatted(longest.toMillis() / 1000.0, ChaosRun.PROMISED.toSeconds()));
        lines.add("failed without a fault    " + count(Kind.FAILED));
        lines.add("not to be seen            " + count(Kind.UNSEEN));
        unreached.forEach(cell -> lines.add("! NOT REACHED " + cell + ": this run says nothing about it"));
        findings.forEach(finding -> lines.add("! " + finding));
        lines.add("");
        lines.add(good() ? "Nothing was lost. Seed " + seed : "SOMETHING IS WRONG. Seed " + seed);
        return lines;
    }

    private static String line(FaultKind kind, List<Visit> visits) {
        Set<String> steps = new TreeSet<>();
        visits.forEach(visit -> steps.add(visit.cell().scene().wireName()));
        double longest = visits.stream()
                        .map(Visit::recovery)
                        .filter(Objects::nonNull)
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0)
                / 1000.0;
        return "%-12s %6d %6d  %7.1f s  %s"
                .formatted(kind.wireName(), visits.size(), steps.size(), longest, String.join(" ", steps));
    }
}
