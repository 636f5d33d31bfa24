package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveHead;
import io.lc2.backup.catalog.archive.ArchivedRecord;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.rebuild.LossKind;
import io.lc2.backup.domain.rebuild.ProjectHistory;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What is left of the operations of all projects. Memory grows with the number of operations, about a kilobyte each. */
final class Histories {

    private final LogFormats formats;
    private final Losses losses;
    private final Map<String, ProjectHistory> projects = new TreeMap<>();

    Histories(LogFormats formats, Losses losses) {
        this.formats = formats;
        this.losses = losses;
    }

    /** The history of a project; empty when there is none. */
    ProjectHistory of(ProjectId project) {
        return projects.getOrDefault(project.value(), new ProjectHistory());
    }

    /** Projects there is anything of. */
    Iterable<String> projects() {
        return projects.keySet();
    }

    /** Adds an event as it is in the new log. */
    void event(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            CatalogInput input = formats.events().deserialize(record.topic(), record.headers(), record.value());
            if (input instanceof CatalogInput.Happened happened) {
                BackupEvent event = happened.event();
                projects.computeIfAbsent(event.project().value(), name -> new ProjectHistory())
                        .happened(event);
            }
        } catch (SerializationException e) {
            String id = record.topic() + "-" + record.partition() + "@" + record.offset();
            losses.add(LossKind.RECORD_UNREADABLE, text(record.key()), id, String.valueOf(e.getMessage()));
        }
    }

    /** Adds a command as it was archived; one that nobody can read was never acknowledged as one. */
    void command(ArchiveHead head, ArchivedRecord record, SchemaTranslation schemas) {
        if (record.value() == null) {
            return;
        }
        Optional<byte[]> value = schemas.translate(head, record.value());
        if (value.isEmpty()) {
            losses.add(
                    LossKind.SCHEMA_MISSING,
                    text(record.key()),
                    EventImport.nameOf(head, record),
                    "A command whose schema is not in the archive.");
            return;
        }
        try {
            CatalogInput input = formats.commands().deserialize(Topics.COMMANDS.name(), record.headers(), value.get());
            if (input instanceof CatalogInput.Asked asked) {
                projects.computeIfAbsent(asked.command().meta().project().value(), name -> new ProjectHistory())
                        .asked(asked.command());
            }
        } catch (SerializationException unreadable) {
            // It was a dead letter in the old log, too, and its publisher was told.
            return;
        }
    }

    static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
