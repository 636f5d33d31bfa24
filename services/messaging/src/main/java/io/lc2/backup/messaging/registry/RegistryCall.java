package io.lc2.backup.messaging.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * One request, without an address.
 *
 * @param path from the registry's base on, already encoded
 * @param subject the subject it is about, for messages; empty when none
 * @param body null when the request has none
 */
record RegistryCall(
        String method,
        String path,
        String subject,
        @Nullable JsonNode body) {

    static RegistryCall get(String path, String subject) {
        return new RegistryCall("GET", path, subject, null);
    }

    static RegistryCall post(String path, String subject, JsonNode body) {
        return new RegistryCall("POST", path, subject, body);
    }

    static RegistryCall put(String path, String subject, JsonNode body) {
        return new RegistryCall("PUT", path, subject, body);
    }

    /** A subject as one segment of a path. */
    static String segment(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }
}
