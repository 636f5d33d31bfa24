package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveFile;
import io.lc2.backup.catalog.archive.ArchiveFiles;
import io.lc2.backup.catalog.archive.ArchiveHead;
import io.lc2.backup.catalog.archive.ArchiveSettings;
import io.lc2.backup.catalog.archive.ArchiveSlot;
import io.lc2.backup.catalog.archive.ArchivedRecord;
import io.lc2.backup.catalog.archive.DamagedArchiveException;
import io.lc2.backup.catalog.rebuild.RebuildFailedException;
import io.lc2.backup.domain.rebuild.LossKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One topic as it was archived in one life of Kafka: files by partition and first offset. One file in memory at a time. */
final class ArchivedLog {

    /** Takes records in order. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one record.
         *
         * @param head of the file it is in
         */
        void accept(ArchiveHead head, ArchivedRecord record) throws RebuildFailedException;
    }

    private static final long UNKNOWN = -1;

    private final ArchiveSettings settings;
    private final String topic;
    private final String topicId;
    private final Map<Integer, TreeMap<Long, String>> keys = new TreeMap<>();

    ArchivedLog(ArchiveSettings settings, String topic, String topicId) {
        this.settings = settings;
        this.topic = topic;
        this.topicId = topicId;
    }

    String topic() {
        return topic;
    }

    String topicId() {
        return topicId;
    }

    /** Adds a file. The hour in its name counts for people only, so of two that begin alike one does. */
    void add(ArchiveSlot slot, String key) {
        keys.computeIfAbsent(slot.partition(), partition -> new TreeMap<>()).putIfAbsent(slot.from(), key);
    }

    /** When archiving it began, by its first file that can be read; at the end of time when none can. */
    Instant began() {
        return keys.values().stream()
                .flatMap(files -> files.values().stream())
                .flatMap(key -> head(key).stream())
                .map(ArchiveHead::archivedAt)
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** Gives every record once, and names what is damaged or missing between. */
    void forEach(Losses losses, Sink sink) throws RebuildFailedException {
        for (TreeMap<Long, String> files : keys.values()) {
            long next = UNKNOWN;
            boolean first = true;
            for (Map.Entry<Long, String> entry : files.entrySet()) {
                Optional<ArchiveFile> file = read(entry.getKey(), entry.getValue(), losses);
                if (file.isEmpty()) {
                    next = UNKNOWN;
                } else {
                    ArchiveHead head = file.get().head();
                    nameHole(first ? head.logStart() : next, head, losses);
                    give(file.get(), next, sink);
                    next = Math.max(next, head.next());
                }
                first = false;
            }
        }
    }

    private static void give(ArchiveFile file, long from, Sink sink) throws RebuildFailedException {
        for (ArchivedRecord record : file.records()) {
            if (record.offset() >= from) {
                sink.accept(file.head(), record);
            }
        }
    }

    private void nameHole(long expected, ArchiveHead head, Losses losses) {
        if (expected != UNKNOWN && head.slot().from() > expected) {
            losses.add(
                    LossKind.ARCHIVE_HOLE,
                    "",
                    topic + "-" + head.slot().partition() + "@" + expected,
                    "No file covers the offsets from " + expected + " to "
                            + (head.slot().from() - 1) + ".");
        }
    }

    private Optional<ArchiveFile> read(long from, String key, Losses losses) {
        try {
            ArchiveFile file = ArchiveFiles.get(settings.store(), settings.bucket(), key);
            ArchiveSlot named = ArchiveSlot.of(key).orElseThrow();
            if (file.head().slot().equals(named) && named.from() == from) {
                return Optional.of(file);
            }
            losses.add(LossKind.ARCHIVE_DAMAGED, "", key, "It says that it is another part of the log.");
        } catch (DamagedArchiveException e) {
            losses.add(LossKind.ARCHIVE_DAMAGED, "", key, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<ArchiveHead> head(String key) {
        try {
            return Optional.of(
                    ArchiveFiles.get(settings.store(), settings.bucket(), key).head());
        } catch (DamagedArchiveException named) {
            return Optional.empty();
        }
    }
}
