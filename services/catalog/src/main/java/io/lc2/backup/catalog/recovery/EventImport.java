package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveHead;
import io.lc2.backup.catalog.archive.ArchivedRecord;
import io.lc2.backup.catalog.rebuild.RebuildFailedException;
import io.lc2.backup.domain.rebuild.LossKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies archived events into the new log: as they were, but for the ids of their schemas and a mark. */
final class EventImport {

    private final RecoveryWriter writer;
    private final SchemaTranslation schemas;
    private final Losses losses;
    private final Set<String> archived;
    private final Map<String, Long> copied;

    /**
     * Copies nothing yet.
     *
     * @param archived ids of the topics whose archives are copied
     * @param copied what was copied before, by partition of an old log
     */
    EventImport(
            RecoveryWriter writer,
            SchemaTranslation schemas,
            Losses losses,
            Set<String> archived,
            Map<String, Long> copied) {
        this.writer = writer;
        this.schemas = schemas;
        this.losses = losses;
        this.archived = archived;
        this.copied = copied;
    }

    /** Copies one life of the topic. */
    void copy(ArchivedLog log) throws RebuildFailedException {
        log.forEach(losses, this::copy);
        writer.commit();
    }

    private void copy(ArchiveHead head, ArchivedRecord record) {
        if (isCopyOfArchived(record) || wasCopied(head, record)) {
            return;
        }
        byte[] value = record.value();
        if (value != null) {
            Optional<byte[]> translated = schemas.translate(head, value);
            if (translated.isEmpty()) {
                losses.add(
                        LossKind.SCHEMA_MISSING,
                        Histories.text(record.key()),
                        nameOf(head, record),
                        "An event whose schema is not in the archive.");
                return;
            }
            value = translated.get();
        }
        RecoveryMark mark = new RecoveryMark(head.slot().topicId(), head.slot().partition(), record.offset());
        writer.write(mark, record.timestamp(), record.key(), value, record.headers(), mark.partition());
    }

    /** From an earlier recovery, whose source is here, too: the source counts, or it would be there twice. */
    private boolean isCopyOfArchived(ArchivedRecord record) {
        return RecoveryMark.of(record.headers())
                .filter(mark -> archived.contains(mark.topicId()))
                .isPresent();
    }

    private boolean wasCopied(ArchiveHead head, ArchivedRecord record) {
        String origin = RecoveredTopic.origin(head.slot().topicId(), head.slot().partition());
        return record.offset() <= copied.getOrDefault(origin, -1L);
    }

    /** Names a record of an old log. */
    static String nameOf(ArchiveHead head, ArchivedRecord record) {
        return head.slot().topic() + "-" + head.slot().partition() + "@" + record.offset();
    }
}
