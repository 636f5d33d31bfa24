package io.lc2.backup.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationWatchTest {

    private static final String PATH = "/api/v1/projects/p/backups/b-1";

    private final ExecutorService serving = Executors.newVirtualThreadPerTaskExecutor();
    /** The JDK's public server; only the name of its package looks internal. */
    private com.sun.net.httpserver.HttpServer server;

    private ApiClient client;

    @BeforeEach
    void serve() throws IOException {
        server =
                com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.start();
        client = new ApiClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void end() {
        client.close();
        server.stop(0);
        serving.shutdownNow();
    }

    @Test
    void tellsEachChangeUntilTheOperationHasEnded() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                PATH,
                exchange -> answer(
                        exchange, 200, asked.incrementAndGet() == 1 ? details("Pending") : details("Completed")));
        server.createContext(
                PATH + "/progress",
                exchange -> answer(
                        exchange,
                        200,
                        "event: progress\ndata: " + details("ExportInProgress")
                                + "\n\n: comment\n\nevent:end\ndata:\n\n"));

        List<String> seen = new ArrayList<>();
        String last = OperationWatch.status(new OperationWatch(client, Duration.ofSeconds(20))
                .untilEnd(PATH, details -> seen.add(OperationWatch.status(details))));

        assertThat(seen).containsExactly("Pending", "ExportInProgress", "Completed");
        assertThat(last).isEqualTo("Completed");
    }

    @Test
    void asksAgainWhenTheStreamBreaks() {
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                PATH,
                exchange -> answer(exchange, 200, asked.incrementAndGet() < 4 ? details("Queued") : details("Failed")));
        server.createContext(PATH + "/progress", exchange -> answer(exchange, 503, ""));

        String last =
                OperationWatch.status(new OperationWatch(client, Duration.ofSeconds(20)).untilEnd(PATH, details -> {}));

        assertThat(last).isEqualTo("Failed");
    }

    @Test
    void givesUpAfterItsBound() {
        server.createContext(PATH, exchange -> answer(exchange, 200, details("Queued")));
        server.createContext(PATH + "/progress", exchange -> answer(exchange, 503, ""));

        assertThatThrownBy(() -> new OperationWatch(client, Duration.ofMillis(50)).untilEnd(PATH, details -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("is still Queued");
    }

    @Test
    void quotesTheDetailOfAProblem() {
        server.createContext(
                "/api/v1/refused",
                exchange -> answer(
                        exchange,
                        400,
                        "{\"detail\":\"The body is wrong.\",\"errors\":[{\"field\":\"instance\",\"message\":\"is missing\"}]}"));

        assertThatThrownBy(() -> client.post("/api/v1/refused", Map.of()))
                .isInstanceOf(ApiException.class)
                .hasMessageContainingAll("answered 400", "The body is wrong.", "instance", "is missing");
    }

    private static String details(String status) {
        return "{\"backupId\":\"b-1\",\"status\":\"" + status + "\"}";
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
