package io.lc2.backup.messaging.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lc2.backup.messaging.registry.SchemaNotFoundException.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The endpoints; one remote call per method, nothing remembered. */
final class HttpSchemaRegistry implements SchemaRegistry {

    private static final String AVRO = "AVRO";

    private final RegistryHttp http;
    private final String normalize;

    HttpSchemaRegistry(RegistrySettings settings) {
        http = new RegistryHttp(settings);
        normalize = settings.normalize() ? "?normalize=true" : "";
    }

    @Override
    public int register(String subject, Schema schema) {
        String path = "/subjects/" + RegistryCall.segment(subject) + "/versions" + normalize;
        return id(http.send(RegistryCall.post(path, subject, body(schema))), path);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        String path = "/subjects/" + RegistryCall.segment(subject) + normalize;
        return id(http.send(RegistryCall.post(path, subject, body(schema))), path);
    }

    @Override
    public Schema schemaOf(int id) {
        JsonNode answer = http.send(RegistryCall.get("/schemas/ids/" + id, ""));
        String type = answer.path("schemaType").asText(AVRO);
        if (!type.equals(AVRO)) {
            throw new UnsupportedSchemaException(id, "its type is " + type + ", not " + AVRO, null);
        }
        if (!answer.path("references").isEmpty()) {
            throw new UnsupportedSchemaException(id, "it refers to other schemas; register it with them inlined", null);
        }
        try {
            // What is stored was accepted once; only new schemas are judged by today's rules for defaults.
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new UnsupportedSchemaException(id, "it cannot be parsed: " + e.getMessage(), e);
        }
    }

    @Override
    public void setCompatibility(CompatibilityLevel level) {
        http.send(RegistryCall.put("/config", "", body(level)));
    }

    @Override
    public void setCompatibility(String subject, CompatibilityLevel level) {
        RegistryCall call = RegistryCall.put("/config/" + RegistryCall.segment(subject), subject, body(level));
        try {
            http.send(call);
        } catch (IncompatibleSchemaException conflict) {
            // Apicurio looks whether there is a level, then makes one; who comes between the two makes it answer 409.
            http.send(call);
        }
    }

    @Override
    public CompatibilityLevel compatibility() {
        return level(http.send(RegistryCall.get("/config", "")));
    }

    @Override
    public Optional<CompatibilityLevel> compatibility(String subject) {
        try {
            return Optional.of(level(http.send(RegistryCall.get("/config/" + RegistryCall.segment(subject), subject))));
        } catch (SchemaNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompatibilityVerdict check(String subject, Schema schema) {
        // Without a version the registry checks against those that the subject's level names, transitive ones included.
        String path = "/compatibility/subjects/" + RegistryCall.segment(subject) + "/versions?verbose=true";
        try {
            JsonNode answer = http.send(RegistryCall.post(path, subject, body(schema)));
            return new CompatibilityVerdict(
                    answer.path("is_compatible").asBoolean(false), texts(answer.path("messages")));
        } catch (SchemaNotFoundException e) {
            if (e.missing() == Missing.SCHEMA) {
                throw e;
            }
            return new CompatibilityVerdict(true, List.of());
        }
    }

    @Override
    public List<String> subjects() {
        return texts(http.send(RegistryCall.get("/subjects", "")));
    }

    @Override
    public void close() {
        http.close();
    }

    private static ObjectNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static ObjectNode body(CompatibilityLevel level) {
        return JsonNodeFactory.instance.objectNode().put("compatibility", level.name());
    }

    private static int id(JsonNode answer, String path) {
        JsonNode id = answer.path("id");
        if (!id.canConvertToInt()) {
            throw new SchemaRegistryRefusedException(
                    200, "The schema registry answered " + path + " without a schema id.");
        }
        return id.intValue();
    }

    private static CompatibilityLevel level(JsonNode answer) {
        String name = answer.path("compatibilityLevel").asText();
        for (CompatibilityLevel level : CompatibilityLevel.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw new SchemaRegistryRefusedException(200, "The schema registry names an unknown compatibility level.");
    }

    private static List<String> texts(JsonNode array) {
        List<String> result = new ArrayList<>();
        array.forEach(item -> result.add(item.asText()));
        return result;
    }
}
