package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.retention.HistoryEntry;
import io.lc2.backup.domain.retention.RetentionPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What retention judges today. */
    public List<RetentionPoint> points() {
        return backups.stream()
                .map(BackupTrack::point)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What became known of the recovery points, and when; those of one backup in order. */
    public List<HistoryEntry> entries() {
        Map<OperationId, List<BackupChange>> ofBackup = changes.stream()
                .sorted(Comparator.comparing(BackupChange::at))
                .collect(Collectors.groupingBy(BackupChange::backup));
        List<HistoryEntry> entries = new ArrayList<>();
        for (BackupTrack backup : backups) {
            RecoveryPoint point = backup.made();
            backup.point(point)
                    .ifPresent(seen ->
                            entries.add(new HistoryEntry.Seen(backup.made().completedAt(), seen)));
            for (BackupChange change : ofBackup.getOrDefault(point.backupId(), List.of())) {
                RecoveryPoint after = change.apply(point);
                if (!after.equals(point)) {
                    entries.add(backup.point(after)
                            .<HistoryEntry>map(seen -> new HistoryEntry.Seen(change.at(), seen))
                            .orElseGet(() -> new HistoryEntry.Gone(change.at(), change.backup())));
                    point = after;
                }
            }
        }
        return List.copyOf(entries);
    }
}
