package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.registry.SchemaNotFoundException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Encodes records; asks the registry once per topic and record type. Thread-safe. */
final class RecordWriter {

    private record Route(String topic, Class<?> type) {}

    private record Target(int schemaId, SpecificDatumWriter<SpecificRecord> writer) {}

    private final SchemaRegistry registry;
    private final SubjectNaming subjects;
    private final boolean key;
    private final boolean autoRegister;
    private final Map<Route, Target> targets = new ConcurrentHashMap<>();
    private final ThreadLocal<FrameBuffer> buffers = ThreadLocal.withInitial(FrameBuffer::new);

    RecordWriter(SchemaRegistry registry, AvroWireConfig config, boolean key) {
        this.registry = registry;
        this.key = key;
        subjects = config.subjects(key);
        autoRegister = config.autoRegister();
    }

    @SuppressWarnings("IllegalCatch") // The boundary to Avro, whose failures have no common type below this one.
    byte[] write(String topic, SpecificRecord datum) {
        Target target = target(topic, datum);
        try {
            return buffers.get().frame(target.schemaId, target.writer, datum);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("A record %s cannot be encoded for topic %s: %s."
                    .formatted(datum.getSchema().getFullName(), topic, reason(e)));
        }
    }

    private Target target(String topic, SpecificRecord datum) {
        Route route = new Route(topic, datum.getClass());
        Target known = targets.get(route);
        if (known != null) {
            return known;
        }
        Schema schema = datum.getSchema();
        SpecificData model = SpecificData.getForClass(datum.getClass());
        Target made = new Target(schemaId(topic, schema), new SpecificDatumWriter<>(schema, model));
        targets.put(route, made);
        return made;
    }

    private int schemaId(String topic, Schema schema) {
        String subject = subjects.subject(topic, key, schema);
        if (autoRegister) {
            return registry.register(subject, schema);
        }
        try {
            return registry.idOf(subject, schema);
        } catch (SchemaNotFoundException e) {
            throw new SerializationException(
                    "Subject '%s' does not have the schema of this class; register it first (%s is false)."
                            .formatted(subject, AvroWireConfig.AUTO_REGISTER),
                    e);
        }
    }

    // Avro's messages quote the value, except for a missing one, where they name only the field.
    private static @Nullable String reason(Exception failure) {
        return failure instanceof NullPointerException
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}
