package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveSettings;
import io.lc2.backup.catalog.archive.ArchiveSlot;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the archive holds. Memory grows with the number of its files, some 200 bytes each. */
final class ArchiveIndex {

    private static final int PAGE = 1_000;

    private final List<ArchivedLog> logs;

    private ArchiveIndex(List<ArchivedLog> logs) {
        this.logs = logs;
    }

    static ArchiveIndex read(ArchiveSettings settings) {
        Map<String, ArchivedLog> logs = new HashMap<>();
        String after = "";
        boolean more = true;
        while (more) {
            ObjectPage page = settings.store().list(settings.bucket(), ArchiveSlot.FOLDER, after, PAGE);
            for (ObjectEntry entry : page.entries()) {
                ArchiveSlot.of(entry.key())
                        .ifPresent(slot -> logs.computeIfAbsent(
                                        slot.topic() + "/" + slot.topicId(),
                                        name -> new ArchivedLog(settings, slot.topic(), slot.topicId()))
                                .add(slot, entry.key()));
                after = entry.key();
            }
            more = page.more() && !page.entries().isEmpty();
        }
        return new ArchiveIndex(List.copyOf(logs.values()));
    }

    /** The lives of a topic, oldest first. */
    List<ArchivedLog> logs(String topic) {
        return logs.stream()
                .filter(log -> log.topic().equals(topic))
                .sorted(Comparator.comparing(ArchivedLog::began).thenComparing(ArchivedLog::topicId))
                .toList();
    }

    /** Ids of the lives of a topic. */
    Set<String> topicIds(String topic) {
        return logs.stream()
                .filter(log -> log.topic().equals(topic))
                .map(ArchivedLog::topicId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
