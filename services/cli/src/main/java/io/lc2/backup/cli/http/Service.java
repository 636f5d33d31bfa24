package io.lc2.backup.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.cli.process.CliException;
import io.lc2.backup.cli.process.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the two services. Every failure is a {@link CliException} that says what to do next. */
public final class Service {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final String JSON = "application/json";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client;
    private final String name;
    private final String option;
    private final URI base;

    /**
     * A service at an address.
     *
     * @param name what people call it, for example {@code the catalog}
     * @param option the option that says where it is
     * @param base its address
     */
    public Service(String name, String option, URI base) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.name = name;
        this.option = option;
        this.base = base;
    }

    /**
     * Makes a call and returns the answer of a success.
     *
     * @throws CliException when there is none
     */
    public Answer call(Call call) {
        HttpResponse<byte[]> response = exchange(
                client.sendAsync(request(call, JSON + ", application/problem+json"), BodyHandlers.ofByteArray()),
                call.timeout());
        if (response.statusCode() / 100 == 2) {
            return new Answer(
                    json(response.body()),
                    response.headers().firstValue("Location").orElse(""));
        }
        throw Refusals.of(response.statusCode(), jsonOrNothing(response.body()), name);
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @throws CliException when the service does not answer with one
     */
    public InputStream stream(Call call) {
        HttpResponse<InputStream> response = exchange(
                client.sendAsync(request(call, "text/event-stream"), BodyHandlers.ofInputStream()), call.timeout());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw Refusals.of(response.statusCode(), jsonOrNothing(body.readNBytes(1 << 20)), name);
        } catch (IOException e) {
            throw unreachable("broke off: " + reason(e));
        }
    }

    private HttpRequest request(Call call, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .header("Accept", accept)
                .method(
                        call.method(),
                        call.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(call.body().toString()));
        if (call.body() != null) {
            request.header("Content-Type", JSON);
        }
        call.headers().forEach(request::header);
        return request.build();
    }

    /** The client's own timeout ends with the headers of an answer; this one covers all of it. */
    private <T> HttpResponse<T> exchange(CompletableFuture<HttpResponse<T>> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unreachable("did not answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unreachable("cannot be reached: " + reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "Interrupted", "");
        }
    }

    private CliException unreachable(String what) {
        return new CliException(
                ExitCode.UNREACHABLE,
                "%s at %s %s".formatted(capitalised(name), base, what),
                "Start everything with  ./lc2 up  or say where it is with %s.".formatted(option));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "nothing listens there";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private JsonNode json(byte[] body) {
        JsonNode json = jsonOrNothing(body);
        if (json.isMissingNode() && body.length > 0) {
            throw new CliException(
                    ExitCode.UNEXPECTED,
                    "What answers at %s is not %s of LC2 Backup".formatted(base, name),
                    "Check %s.".formatted(option));
        }
        return json.isMissingNode() ? mapper.createObjectNode() : json;
    }

    private JsonNode jsonOrNothing(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return mapper.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
