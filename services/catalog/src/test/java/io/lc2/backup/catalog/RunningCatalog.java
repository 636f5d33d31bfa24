package io.lc2.backup.catalog;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalog in this JVM on real servers, and whoever writes to its log. */
public final class RunningCatalog implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedDatabase database;
    private final Path stateDir;
    private final String name;
    private final TopicSerdes serdes;
    private final KafkaProducer<String, byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private ConfigurableApplicationContext context;

    RunningCatalog(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, Path stateDir, String name) {
        this.broker = broker;
        this.registry = registry;
        this.database = database;
        this.stateDir = stateDir;
        this.name = name;
        database.createDatabase(name);
        serdes =
                TopicSerdes.connect(Map.of("schema.registry.url", registry.url().toString()));
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class.getName());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Starts the service; returns when it is ready. */
    void start(String... more) {
        launch(more);
        awaitReady();
    }

    /** Starts the service, which may never get ready. */
    void launch(String... more) {
        context = CatalogApplication.start(false, arguments(more).toArray(String[]::new));
    }

    /** What the service is started with. */
    List<String> arguments(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--lc2.catalog.bootstrap-servers=" + broker.bootstrapServers(),
                "--lc2.catalog.schema-registry-url=" + registry.url(),
                "--lc2.catalog.partitions=" + PARTITIONS,
                "--lc2.catalog.fold.application-id=" + name,
                "--lc2.catalog.fold.instance-id=" + name + "-0",
                "--lc2.catalog.fold.state-dir=" + stateDir,
                "--lc2.catalog.database.url=" + database.jdbcUrl(name),
                "--lc2.catalog.database.username=" + database.user(),
                "--lc2.catalog.database.password=" + database.password()));
        args.addAll(List.of(more));
        return args;
    }

    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    HttpResponse<String> health = get("/health/ready");
                    org.assertj.core.api.Assertions.assertThat(health.statusCode())
                            .as(health.body())
                            .isEqualTo(200);
                });
    }

    void stop() {
        context.close();
    }

    /** A bean of the running service. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void ask(BackupCommand command) {
        send(
                Topics.COMMANDS.name(),
                Topics.COMMANDS.key(command),
                serdes.of(Topics.COMMANDS.codec()).serializer().serialize(Topics.COMMANDS.name(), command));
    }

    void happened(Collection<? extends BackupEvent> events) {
        events.forEach(event -> send(
                Topics.EVENTS.name(),
                Topics.EVENTS.key(event),
                serdes.of(Topics.EVENTS.codec()).serializer().serialize(Topics.EVENTS.name(), event)));
    }

    void send(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode json(String path, String... headers) {
        HttpResponse<String> response = get(path, headers);
        org.assertj.core.api.Assertions.assertThat(response.statusCode())
                .as(response.body())
                .isEqualTo(200);
        return json.readTree(response.body());
    }

    JsonNode parse(String text) {
        return json.readTree(text);
    }

    HttpClient http() {
        return http;
    }

    URI uri(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers))
                            .timeout(Duration.ofSeconds(40))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        producer.close();
        serdes.close();
        http.close();
    }
}
