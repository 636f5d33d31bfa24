package io.lc2.backup.messaging.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Remembers what never changes in a registry: the schema of an id, and the id a schema has in a subject. Failures are not remembered.
 * The maps grow no larger than the part of the registry that this process uses.
 */
final class CachingSchemaRegistry implements SchemaRegistry {

    private record Entry(String subject, Schema schema) {}

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Entry, Integer> ids = new ConcurrentHashMap<>();

    CachingSchemaRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public int register(String subject, Schema schema) {
        Entry entry = new Entry(subject, schema);
        Integer known = ids.get(entry);
        return known == null ? remember(entry, registry.register(subject, schema)) : known;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Entry entry = new Entry(subject, schema);
        Integer known = ids.get(entry);
        return known == null ? remember(entry, registry.idOf(subject, schema)) : known;
    }

    @Override
    public Schema schemaOf(int id) {
        // No computeIfAbsent: it would hold a lock of the map during a remote call.
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Schema asked = registry.schemaOf(id);
        Schema earlier = schemas.putIfAbsent(id, asked);
        return earlier == null ? asked : earlier;
    }

    @Override
    public void setCompatibility(CompatibilityLevel level) {
        registry.setCompatibility(level);
    }

    @Override
    public void setCompatibility(String subject, CompatibilityLevel level) {
        registry.setCompatibility(subject, level);
    }

    @Override
    public CompatibilityLevel compatibility() {
        return registry.compatibility();
    }

    @Override
    public Optional<CompatibilityLevel> compatibility(String subject) {
        return registry.compatibility(subject);
    }

    @Override
    public CompatibilityVerdict check(String subject, Schema schema) {
        return registry.check(subject, schema);
    }

    @Override
    public List<String> subjects() {
        return registry.subjects();
    }

    @Override
    public void close() {
        registry.close();
    }

    private int remember(Entry entry, int id) {
        ids.put(entry, id);
        return id;
    }
}
