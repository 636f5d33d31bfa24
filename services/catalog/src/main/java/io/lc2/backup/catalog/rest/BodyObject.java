package io.lc2.backup.catalog.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object of a body, read strictly: what is wrong is gathered under the path of its field, and a field nobody asks for is. */
final class BodyObject {

    private final @Nullable JsonNode node;
    private final String path;
    private final List<Problem.FieldError> errors;
    private final List<BodyObject> parts = new ArrayList<>();
    private final TreeSet<String> known = new TreeSet<>();

    private BodyObject(@Nullable JsonNode node, String path, List<Problem.FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    /**
     * Reads a body.
     *
     * @throws InvalidBodyException when it is no JSON object
     */
    static BodyObject parse(JsonMapper json, byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return new BodyObject(node, "", new ArrayList<>());
            }
        } catch (JacksonException e) {
            throw new InvalidBodyException("", "is not JSON");
        }
        throw new InvalidBodyException("", "must be a JSON object");
    }

    /** A part; empty when it is left out. */
    BodyObject object(String name) {
        JsonNode value = value(name, JsonNode::isObject, "must be an object");
        BodyObject part = new BodyObject(value, path + name + ".", errors);
        parts.add(part);
        return part;
    }

    @Nullable String text(String name) {
        JsonNode value = value(name, JsonNode::isString, "must be a text");
        return value == null ? null : value.asString();
    }

    int number(String name, int otherwise) {
        JsonNode value = value(name, node -> node.isInt(), "must be a whole number");
        return value == null ? otherwise : value.asInt();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name, JsonNode::isBoolean, "must be true or false");
        return value == null ? otherwise : value.asBoolean();
    }

    @Nullable Duration duration(String name) {
        return parsed(name, Duration::parse, "must be a duration such as PT24H or P90D");
    }

    @Nullable Instant instant(String name) {
        return parsed(
                name,
                text -> OffsetDateTime.parse(text).toInstant(),
                "must be an instant such as 2026-11-21T10:00:00Z");
    }

    void wrong(String field, String message) {
        errors.add(new Problem.FieldError(field, message));
    }

    /**
     * Ends the reading; every field was asked for.
     *
     * @throws InvalidBodyException when anything is wrong
     */
    void finish() {
        unknown();
        if (!errors.isEmpty()) {
            throw new InvalidBodyException(errors);
        }
    }

    private void unknown() {
        if (node != null) {
            for (String name : node.propertyNames()) {
                if (!known.contains(name)) {
                    wrong(path + name, "is not a known field; known here: " + String.join(", ", known));
                }
            }
        }
        parts.forEach(BodyObject::unknown);
    }

    private @Nullable JsonNode value(String name, Function<JsonNode, Boolean> fits, String message) {
        known.add(name);
        JsonNode value = node == null ? null : node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!fits.apply(value)) {
            wrong(path + name, message);
            return null;
        }
        return value;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parser, String message) {
        String text = text(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeException e) {
            wrong(path + name, message);
            return null;
        }
    }
}
