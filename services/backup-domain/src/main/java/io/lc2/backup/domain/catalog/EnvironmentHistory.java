package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.BackupChange.Kind;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.retention.HistoryEntry;
import io.lc2.backup.domain.retention.RetentionPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One environment as retention looks at it: what there is now, and what there was when. What retention itself removed is as
 * if it had not been, so that another policy has something to decide ({@link HistoryEntry.Gone}).
 *
 * @param backups its completed backups, each once
 * @param changes what was done to them, in any order; others do no harm
 */
public record EnvironmentHistory(List<BackupTrack> backups, List<BackupChange> changes) {

    public EnvironmentHistory {
        backups = List.copyOf(backups);
        changes = List.copyOf(changes);
    }

    /** What retention judges today, as the scheduler sees it ({@link io.lc2.backup.domain.policy.TrackedBackup}). */
    public List<RetentionPoint> points() {
        Set<OperationId> wanted = changes.stream()
                .filter(change -> change.kind() == Kind.UNDELETED)
                .map(BackupChange::backup)
                .collect(Collectors.toSet());
        return backups.stream()
                .map(backup ->
                        backup.point(backup.now(), wanted.contains(backup.now().backupId())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What became known of the recovery points, and when; those of one backup in order. */
    public List<HistoryEntry> entries() {
        Map<OperationId, List<BackupChange>> ofBackup = changes.stream()
                .sorted(Comparator.comparing(BackupChange::at))
                .collect(Collectors.groupingBy(BackupChange::backup));
        return backups.stream()
                .flatMap(backup ->
                        entries(backup, ofBackup.getOrDefault(backup.made().backupId(), List.of())).stream())
                .toList();
    }

    private static List<HistoryEntry> entries(BackupTrack backup, List<BackupChange> changes) {
        List<HistoryEntry> entries = new ArrayList<>();
        RecoveryPoint point = backup.made();
        boolean wanted = false;
        entries.add(entry(backup, point, wanted, point.completedAt()));
        for (BackupChange change : changes) {
            RecoveryPoint after = change.apply(point);
            boolean wantedNow = wanted || change.kind() == Kind.UNDELETED;
            if (!after.equals(point) || wantedNow != wanted) {
                entries.add(entry(backup, after, wantedNow, change.at()));
            }
            point = after;
            wanted = wantedNow;
        }
        return entries;
    }

    private static HistoryEntry entry(BackupTrack backup, RecoveryPoint stage, boolean wanted, Instant at) {
        return backup.point(stage, wanted)
                .<HistoryEntry>map(seen -> new HistoryEntry.Seen(at, seen))
                .orElseGet(() -> new HistoryEntry.Gone(at, stage.backupId()));
    }
}
