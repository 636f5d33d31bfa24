package io.lc2.backup.messaging.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a call to the registry's addresses in turn, beginning with the one that answered last; each gets one try and one timeout. */
final class RegistryHttp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    private final List<RegistryNode> nodes;
    private final Duration timeout;
    private final HttpClient client;
    private final AtomicInteger preferred = new AtomicInteger();

    RegistryHttp(RegistrySettings settings) {
        nodes = settings.nodes();
        timeout = settings.requestTimeout();
        // A redirect could carry the credentials to somebody else.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        client = builder.build();
    }

    JsonNode send(RegistryCall call) {
        List<String> failures = new ArrayList<>();
        IOException last = null;
        int first = preferred.get();
        for (int i = 0; i < nodes.size(); i++) {
            int index = (first + i) % nodes.size();
            RegistryNode node = nodes.get(index);
            try {
                HttpResponse<byte[]> answer = exchange(node, call);
                if (!RegistryAnswers.worthAnotherTry(answer.statusCode())) {
                    prefer(index, failures);
                    return read(node, call, answer);
                }
                failures.add(node + " answered " + answer.statusCode());
            } catch (IOException e) {
                last = e;
                failures.add(node + " " + reason(e));
            }
        }
        throw new SchemaRegistryUnavailableException(
                "No schema registry answered %s %s: %s. Check that it runs and that %s is right; the call may be repeated."
                        .formatted(call.method(), call.path(), String.join(", ", failures), SchemaRegistryConfig.URL),
                last);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private void prefer(int index, List<String> failures) {
        preferred.set(index);
        if (!failures.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("registry", nodes.get(index))
                    .addKeyValue("failures", failures)
                    .log("schema registry failed over to another address");
        }
    }

    private static JsonNode read(RegistryNode node, RegistryCall call, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return RegistryAnswers.success(node, status, answer.body());
        }
        throw RegistryAnswers.failure(node, call.subject(), status, answer.body());
    }

    // The client's own request timeout ends with the headers; only waiting on the future bounds the body too.
    private HttpResponse<byte[]> exchange(RegistryNode node, RegistryCall call) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(node, call), info -> new BoundedBody(LARGEST_ANSWER));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("gave no answer in " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private HttpRequest request(RegistryNode node, RegistryCall call) {
        JsonNode body = call.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(node.base() + call.path()))
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(
                        call.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            builder.header("Content-Type", CONTENT_TYPE);
        }
        if (node.authorization() != null) {
            builder.header("Authorization", node.authorization());
        }
        return builder.build();
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
