package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How the records of each topic are read. All are thread-safe. They fail with a
 * {@link org.apache.kafka.common.errors.SerializationException} when the record is at fault, and with another
 * {@link org.apache.kafka.common.KafkaException} when the registry is.
 *
 * @param commands of backup-commands; null for a command with a wrong value, which its executor answers with a refusal
 * @param events of backup-events
 * @param entries of backup-catalog
 */
public record LogFormats(
        Deserializer<@Nullable CatalogInput> commands,
        Deserializer<@Nullable CatalogInput> events,
        EntryFormat entries) {

    /** The formats of the topics, through the registry these serdes have. */
    public static LogFormats of(TopicSerdes serdes) {
        Deserializer<DecodedCommand> commands = serdes.decodedCommands().deserializer();
        Deserializer<BackupEvent> events = serdes.of(Topics.EVENTS.codec()).deserializer();
        return new LogFormats(
                (topic, data) -> asked(commands.deserialize(topic, data)),
                (topic, data) -> happened(events.deserialize(topic, data)),
                entries(serdes.of(Topics.CATALOG.codec())));
    }

    private static @Nullable CatalogInput asked(@Nullable DecodedCommand command) {
        return command instanceof DecodedCommand.Decoded decoded && mayBeAccepted(decoded.command())
                ? new CatalogInput.Asked(decoded.command())
                : null;
    }

    /** By the rules its executor asks: nothing absurd becomes an entry, whose size and values nobody has checked. */
    private static boolean mayBeAccepted(BackupCommand command) {
        return RequestRules.violations(command).isEmpty();
    }

    private static @Nullable CatalogInput happened(@Nullable BackupEvent event) {
        return event == null ? null : new CatalogInput.Happened(event);
    }

    private static EntryFormat entries(Serde<CatalogEntry> serde) {
        return new EntryFormat() {
            @Override
            public byte[] write(CatalogEntry entry) {
                return Objects.requireNonNull(serde.serializer().serialize(Topics.CATALOG.name(), entry));
            }

            @Override
            public CatalogEntry read(byte[] bytes) {
                return Objects.requireNonNull(serde.deserializer().deserialize(Topics.CATALOG.name(), bytes));
            }
        };
    }
}
