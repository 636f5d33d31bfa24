package io.lc2.backup.catalog.projection;

import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.catalog.PolicyFold;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes what one poll brought. Of several records of one entry only the newest is decoded: it contains the others. */
final class BatchReader {

    private static final Logger log = LoggerFactory.getLogger(BatchReader.class);

    /** With the partition behind it the chain of records whose key names no project; never a project itself. */
    private static final String NOBODY = "?";

    private static final byte[] NOTHING = new byte[0];

    private final LogFormats formats;

    BatchReader(LogFormats formats) {
        this.formats = formats;
    }

    Batch read(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Batch.Move> moves) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records.records(Topics.CATALOG.name())) {
            newest.put(text(record.key()), record);
        }
        List<EntryRow> entries = new ArrayList<>(newest.size());
        newest.values().forEach(record -> readEntry(record, entries));
        List<AuditRecord> audit = new ArrayList<>();
        List<PolicyInput> policies = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records.records(Topics.EVENTS.name())) {
            readEvent(record, audit, policies);
        }
        return new Batch(entries, audit, policies, moves, records.count());
    }

    /** Only the catalog writes entries. One that cannot be read is a defect or a foreign hand, and no reason to stop. */
    private void readEntry(ConsumerRecord<byte[], byte[]> record, List<EntryRow> entries) {
        if (record.value() == null) {
            return;
        }
        try {
            entries.add(new EntryRow(
                    formats.entries().read(record.value()), EntryVersion.of(record.headers()), record.value()));
        } catch (SerializationException | IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("catalog entry cannot be read and is left out; find out who wrote it");
        }
    }

    private void readEvent(ConsumerRecord<byte[], byte[]> record, List<AuditRecord> audit, List<PolicyInput> policies) {
        String key = text(record.key());
        Reading reading = decode(record);
        audit.add(new AuditRecord(
                record.partition(),
                record.offset(),
                Names.isLabel(key) ? key : NOBODY + record.partition(),
                record.value() == null ? NOTHING : record.value(),
                reading.row()));
        BackupEvent event = reading.event();
        if (event != null && event.project().value().equals(key)) {
            PolicyFold.policyOf(event)
                    .ifPresent(policy -> policies.add(new PolicyInput(record.offset(), policy, event)));
        }
    }

    private Reading decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Reading.failed("The record has no value.");
        }
        try {
            CatalogInput input = formats.events().deserialize(record.topic(), record.headers(), record.value());
            return input instanceof CatalogInput.Happened happened
                    ? new Reading(AuditRow.of(happened.event()), happened.event())
                    : Reading.failed("The record is no event.");
        } catch (SerializationException e) {
            if (DeadLetterHandler.mayBeOfANewerVersion(e)) {
                // A row that says so would be wrong for ever: better none until this version is replaced.
                throw e;
            }
            return Reading.failed("The record cannot be read: " + e.getMessage());
        }
    }

    private static String text(byte[] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** What a record says; no event when it cannot be read. */
    private record Reading(AuditRow row, @Nullable BackupEvent event) {

        static Reading failed(String why) {
            return new Reading(AuditRow.unreadable(why), null);
        }
    }
}
