package io.lc2.backup.catalog.archive;

import io.lc2.backup.messaging.registry.SchemaNotFoundException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.UnsupportedSchemaException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The schemas that values in Confluent's frame were written with. */
public final class SchemaCollector {

    private static final int FRAME = 1 + Integer.BYTES;

    private final SchemaRegistry registry;

    /** Asks the given registry, which stays open. */
    public SchemaCollector(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The id in a value's frame; empty when the value is not framed. */
    public static OptionalInt idOf(byte @Nullable [] value) {
        if (value == null || value.length < FRAME || value[0] != 0) {
            return OptionalInt.empty();
        }
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The value with another id in its frame. */
    public static byte[] withId(byte[] value, int id) {
        byte[] changed = value.clone();
        ByteBuffer.wrap(changed, 1, Integer.BYTES).putInt(id);
        return changed;
    }

    /**
     * Schemas by id, as JSON; empty text for an id the registry does not know, as in a record somebody has made up.
     *
     * @throws io.lc2.backup.messaging.registry.SchemaRegistryException when the registry is away
     */
    Map<Integer, String> of(List<ArchivedRecord> records) {
        Map<Integer, String> schemas = new HashMap<>();
        records.forEach(record -> idOf(record.value()).ifPresent(id -> schemas.computeIfAbsent(id, this::schema)));
        return schemas;
    }

    private String schema(int id) {
        try {
            return registry.schemaOf(id).toString();
        } catch (SchemaNotFoundException | UnsupportedSchemaException none) {
            return "";
        }
    }
}
