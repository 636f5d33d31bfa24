package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

    private static final String SCHEMA = """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Letter\\",\\"fields\\":[{\\"name\\":\\"text\\",\\"type\\":\\"string\\"}]}"}
            """;
    /** A field without a default: old data cannot be read with it. */
    private static final String INCOMPATIBLE = """
            {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Letter\\",\\"fields\\":[{\\"name\\":\\"from\\",\\"type\\":\\"string\\"}]}"}
            """;

    @TempDir
    Path dataDir;

    @Test
    void keepsSchemasAndCompatibilityOverAStopAndANewStart() throws Exception {
        URI url;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir)) {
            url = registry.url();
            assertThat(send(registry, "PUT", "/config", "{\"compatibility\": \"FULL_TRANSITIVE\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(registry, "POST", "/subjects/letters/versions", SCHEMA)
                            .body())
                    .contains("\"id\":1");

            registry.stop();
            registry.start();

            assertThat(send(registry, "GET", "/schemas/ids/1", "").body()).contains("Letter");
        }

        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir)) {
            assertThat(registry.url()).isEqualTo(url);
            assertThat(send(registry, "GET", "/subjects", "").body()).isEqualTo("[\"letters\"]");
            assertThat(send(registry, "POST", "/subjects/letters/versions", INCOMPATIBLE)
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void startsAgainAfterItsProcessIsKilled() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(dataDir)) {
            send(registry, "POST", "/subjects/letters/versions", SCHEMA);
            Processes.killChildWith(dataDir.toString());

            registry.start();

            assertThat(send(registry, "GET", "/subjects", "").body()).isEqualTo("[\"letters\"]");
        }
    }

    private static HttpResponse<String> send(EmbeddedRegistry registry, String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
