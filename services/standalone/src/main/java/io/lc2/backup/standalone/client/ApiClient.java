package io.lc2.backup.standalone.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the platform's REST APIs. Answers other than 2xx are {@link ApiException}s that quote the problem's detail. */
public final class ApiClient implements AutoCloseable {

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);
    /** Longer than the 30 s for which a call may be asked to wait. */
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(40);

    /** Who the audit trail says it was. */
    private static final String ACTOR = "lc2-demo";

    private final URI base;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .build();

    /** @param base address without a path */
    public ApiClient(URI base) {
        this.base = base;
    }

    /** Gets a resource. */
    public JsonNode get(String path) {
        return call(request(path).GET().build());
    }

    /** Gets a resource; waits until it exists, up to this many seconds, at most 30. */
    public JsonNode getWaiting(String path, int seconds) {
        return call(request(path).header("Prefer", "wait=" + seconds).GET().build());
    }

    /** Posts a body. */
    public JsonNode post(String path, Map<String, Object> body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .header("X-LC2-Actor", ACTOR)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    /** Opens a stream of events; whoever closes it ends the call. */
    EventStream events(String path) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Accept", "text/event-stream")
                .build();
        return EventStream.open(http, request, json);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_BOUND)
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode call(HttpRequest request) {
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new ApiException(
                        what + " answered " + response.statusCode() + ": " + problem(response.body()), null);
            }
            return response.body().isBlank() ? json.createObjectNode() : json.readTree(response.body());
        } catch (IOException | JacksonException e) {
            throw new ApiException(what + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(what + " was interrupted", e);
        }
    }

    /** The detail and, where there are some, the field errors of an RFC 9457 problem; the body as it is if it is none. */
    private String problem(String body) {
        try {
            JsonNode problem = json.readTree(body);
            JsonNode detail = problem.path("detail");
            JsonNode errors = problem.path("errors");
            return detail.isMissingNode()
                    ? body
                    : detail.asString() + (errors.isMissingNode() || errors.isEmpty() ? "" : " " + errors);
        } catch (JacksonException notJson) {
            return body;
        }
    }
}
