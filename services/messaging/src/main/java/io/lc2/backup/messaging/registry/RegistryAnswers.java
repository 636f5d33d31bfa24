package io.lc2.backup.messaging.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lc2.backup.messaging.registry.SchemaNotFoundException.Missing;
import java.io.IOException;

/** Turns what a registry answers into a value or into the failure it stands for. */
final class RegistryAnswers {

    static final ObjectMapper JSON = new ObjectMapper();

    /** "The subject has no compatibility level of its own", the one 404 that is no failure. */
    static final int NO_OWN_LEVEL = 40408;

    // A registry may quote two whole schemas in an error; logs and dead letters need only the beginning.
    private static final int LONGEST_QUOTE = 2_000;

    private RegistryAnswers() {}

    /** Whether another address, or the same one later, may answer this call. */
    static boolean worthAnotherTry(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** The body of a successful answer. */
    static JsonNode success(RegistryNode node, int status, byte[] body) {
        JsonNode json = parse(body);
        if (json.isMissingNode()) {
            throw noRegistry(node, status);
        }
        return json;
    }

    /** The failure that an answer stands for; {@code subject} is empty when the call is not about one. */
    static SchemaRegistryException failure(RegistryNode node, String subject, int status, byte[] body) {
        JsonNode json = parse(body);
        int code = json.path("error_code").asInt(status);
        String message = quote(json.path("message").asText(""));
        return switch (status) {
            case 401, 403 ->
                new SchemaRegistryAccessException(
                        "The schema registry %s refuses access (%d); check %s and the user's rights."
                                .formatted(node, status, SchemaRegistryConfig.BASIC_AUTH_USER_INFO));
            case 404 -> missing(node, code, message);
            case 409 -> new IncompatibleSchemaException(subject, message);
            default ->
                new SchemaRegistryRefusedException(
                        status,
                        "The schema registry %s refuses the call (%d, code %d): %s"
                                .formatted(node, status, code, message));
        };
    }

    private static SchemaRegistryException missing(RegistryNode node, int code, String message) {
        return switch (code) {
            case 40401, NO_OWN_LEVEL -> new SchemaNotFoundException(Missing.SUBJECT, message);
            case 40402 -> new SchemaNotFoundException(Missing.VERSION, message);
            case 40403 -> new SchemaNotFoundException(Missing.SCHEMA, message);
            default -> noRegistry(node, 404);
        };
    }

    private static SchemaRegistryRefusedException noRegistry(RegistryNode node, int status) {
        return new SchemaRegistryRefusedException(
                status,
                "%s answers (%d), but not as a schema registry; check the path in %s (Apicurio's ends in /apis/ccompat/v7)."
                        .formatted(node, status, SchemaRegistryConfig.URL));
    }

    private static String quote(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE) + "…";
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
