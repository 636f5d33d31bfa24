package io.lc2.backup.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to make.
 *
 * @param method HTTP method
 * @param path below the address of the service, encoded, with its query
 * @param body JSON to send; null for none
 * @param headers further headers
 * @param timeout until the whole answer is there
 */
public record Call(String method, String path, @Nullable JsonNode body, Map<String, String> headers, Duration timeout) {

    /** A command API answers within five seconds, a catalog in less; the rest is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Reads. */
    public static Call get(String path) {
        return new Call("GET", path, null, Map.of(), PATIENCE);
    }

    /** Asks for something; with null for a body, without one. */
    public static Call post(String path, @Nullable JsonNode body) {
        return new Call("POST", path, body, Map.of(), PATIENCE);
    }

    /** Asks that something is as the body says. */
    public static Call put(String path, JsonNode body) {
        return new Call("PUT", path, body, Map.of(), PATIENCE);
    }

    /** Asks that something is deleted. */
    public static Call delete(String path) {
        return new Call("DELETE", path, null, Map.of(), PATIENCE);
    }

    /** The same with one more header. */
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, body, more, timeout);
    }

    /** The same, where the service may wait so long before it answers. */
    public Call waiting(Duration time) {
        return new Call(method, path, body, headers, timeout.plus(time)).with("Prefer", "wait=" + time.toSeconds());
    }
}
