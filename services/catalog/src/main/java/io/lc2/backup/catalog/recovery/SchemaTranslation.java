package io.lc2.backup.catalog.recovery;

import io.lc2.backup.catalog.archive.ArchiveHead;
import io.lc2.backup.catalog.archive.SchemaCollector;
import io.lc2.backup.messaging.registry.IncompatibleSchemaException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.serde.SubjectNaming;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Gives values the ids that their schemas have in the new registry; what is not there yet is registered. */
final class SchemaTranslation {

    private final SchemaRegistry registry;
    private final Map<String, OptionalInt> ids = new HashMap<>();

    SchemaTranslation(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * The value under its new id; as it is when it is not framed, since then it never had one.
     *
     * @return empty when its schema was not archived, or the registry does not take it
     * @throws io.lc2.backup.messaging.registry.SchemaRegistryException when the registry is away
     */
    Optional<byte[]> translate(ArchiveHead head, byte[] value) {
        OptionalInt old = SchemaCollector.idOf(value);
        if (old.isEmpty()) {
            return Optional.of(value);
        }
        String json = head.schemas().getOrDefault(old.getAsInt(), "");
        OptionalInt id = ids.computeIfAbsent(head.slot().topic() + " " + json, key -> register(head, json));
        return id.isEmpty() ? Optional.empty() : Optional.of(SchemaCollector.withId(value, id.getAsInt()));
    }

    private OptionalInt register(ArchiveHead head, String json) {
        if (json.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            Schema schema = new Schema.Parser().parse(json);
            String subject = SubjectNaming.TOPIC_RECORD.subject(head.slot().topic(), false, schema);
            return OptionalInt.of(registry.register(subject, schema));
        } catch (AvroRuntimeException | IncompatibleSchemaException unusable) {
            return OptionalInt.empty();
        }
    }
}
