package io.lc2.backup.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.messaging.registry.CompatibilityLevel;
import io.lc2.backup.messaging.registry.IncompatibleSchemaException;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import io.lc2.backup.messaging.registry.SchemaRegistryUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every test bootstraps first, so their order does not matter. */
class BootstrapIT {

    private static final TopicLayout LAYOUT = new TopicLayout(6, (short) 1, Duration.ofSeconds(20));
    private static final List<TopicDefinition> WANTED = Topics.all(Set.of(Provider.LOCAL));

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry server;
    private static Admin admin;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start(@TempDir Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        server = EmbeddedRegistry.start(directory.resolve("registry"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        registry = SchemaRegistry.connect(
                Map.of(SchemaRegistryConfig.URL, server.url().toString()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        registry.close();
        server.close();
        broker.close();
    }

    @Test
    void changesNothingTheSecondTime() {
        run(WANTED);

        Bootstrap.Report second = run(WANTED);

        assertThat(second.lines()).isEmpty();
        assertThat(second.nothingToDo()).isTrue();
    }

    /** Many small batches at once: none of them may overtake one that came before there was a leader. */
    @Test
    void makesTopicsThatCanBeWrittenToAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            TopicDefinition topic =
                    new TopicDefinition("at-once-" + round, TopicDefinition.Cleanup.DELETE, null, List.of());
            run(List.of(topic));
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            broker.bootstrapServers(),
                            ProducerConfig.BATCH_SIZE_CONFIG,
                            100),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < 600; i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), i % 6, null, new byte[90])));
                }
                for (Future<RecordMetadata> record : sent) {
                    assertThat(record.get(60, TimeUnit.SECONDS).offset()).isLessThan(100);
                }
            }
        }
    }

    @Test
    void makesEveryTopicAsItIsDefined() throws Exception {
        run(WANTED);

        var descriptions = admin.describeTopics(names(WANTED)).allTopicNames().get();

        assertThat(descriptions.values()).allMatch(topic -> topic.partitions().size() == 6);
        assertThat(setting("backup-events", "cleanup.policy")).isEqualTo("delete");
        assertThat(setting("backup-events", "retention.ms")).isEqualTo("-1");
        assertThat(setting("backup-catalog", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("backup-commands", "retention.ms")).isEqualTo(millis(30));
        assertThat(setting("backup-signals-local", "retention.ms")).isEqualTo(millis(7));
        assertThat(setting("backup-dead-letters", "retention.ms")).isEqualTo(millis(90));
    }

    @Test
    void registersEveryContractAsCompatibleBothWays() {
        run(WANTED);

        List<String> subjects = new ArrayList<>();
        for (TopicDefinition topic : WANTED) {
            topic.schemas().forEach(schema -> subjects.add(topic.name() + "-" + schema.getFullName()));
        }

        assertThat(subjects).hasSize(12 + 34 + 2 + 1);
        assertThat(registry.subjects()).containsAll(subjects);
        assertThat(subjects)
                .allSatisfy(subject -> assertThat(registry.compatibility(subject))
                        .isEqualTo(Optional.of(CompatibilityLevel.FULL_TRANSITIVE)));
    }

    @Test
    void letsTheRegistryRefuseAnIncompatibleContract() {
        run(WANTED);
        Schema cancel = Topics.COMMANDS.definition().schemas().stream()
                .filter(schema -> schema.getName().equals("CancelOperation"))
                .findFirst()
                .orElseThrow();
        Schema renamed = new Schema.Parser().parse(cancel.toString().replace("\"operationId\"", "\"victim\""));
        TopicDefinition changed = new TopicDefinition(
                "backup-commands", TopicDefinition.Cleanup.DELETE, Duration.ofDays(30), List.of(renamed));

        assertThatThrownBy(() -> run(List.of(changed)))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("backup-commands-io.lc2.backup.avro.CancelOperation");
    }

    @Test
    void refusesATopicWithAnotherNumberOfPartitions() throws Exception {
        admin.createTopics(List.of(new NewTopic("narrow", 2, (short) 1))).all().get();
        TopicDefinition narrow =
                new TopicDefinition("narrow", TopicDefinition.Cleanup.DELETE, Duration.ofDays(7), List.of());

        assertThatThrownBy(() -> run(List.of(narrow)))
                .isInstanceOf(BootstrapException.class)
                .hasMessageContaining("Topic narrow has 2 partitions and 6 are configured");
    }

    @Test
    void refusesATopicThatWouldForgetEvents() throws Exception {
        TopicDefinition history = new TopicDefinition("history", TopicDefinition.Cleanup.DELETE, null, List.of());
        run(List.of(history));
        set("history", "retention.ms", "1000000");

        assertThatThrownBy(() -> run(List.of(history)))
                .isInstanceOf(BootstrapException.class)
                .hasMessageContaining("Topic history has retention.ms=1000000 instead of -1, which loses records");
    }

    @Test
    void reportsAnotherRetentionWhereThatIsTheOperatorsChoice() throws Exception {
        TopicDefinition letters =
                new TopicDefinition("letters", TopicDefinition.Cleanup.DELETE, Duration.ofDays(90), List.of());
        run(List.of(letters));
        set("letters", "retention.ms", millis(30));

        Bootstrap.Report report = run(List.of(letters));

        assertThat(report.differences())
                .containsExactly("Topic letters has retention.ms=" + millis(30) + " instead of " + millis(90) + ".");
    }

    @Test
    void saysThatKafkaDoesNotAnswer() throws Exception {
        try (Admin nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + unusedPort()))) {
            Bootstrap bootstrap =
                    new Bootstrap(nobody, registry, new TopicLayout(6, (short) 1, Duration.ofMillis(500)));

            assertThatThrownBy(() -> bootstrap.run(WANTED))
                    .isInstanceOf(BootstrapException.class)
                    .hasMessageContaining("Kafka did not answer")
                    .hasMessageContaining("bootstrap.servers");
        }
    }

    @Test
    void saysThatTheRegistryDoesNotAnswer() throws Exception {
        try (SchemaRegistry nobody =
                SchemaRegistry.connect(Map.of(SchemaRegistryConfig.URL, "http://127.0.0.1:" + unusedPort()))) {
            Bootstrap bootstrap = new Bootstrap(admin, nobody, new TopicLayout(6, (short) 1, Duration.ofSeconds(1)));
            run(WANTED);

            assertThatThrownBy(() -> bootstrap.run(WANTED)).isInstanceOf(SchemaRegistryUnavailableException.class);
        }
    }

    @Test
    void asksARegistryAgainThatDidNotAnswer() throws Exception {
        try (SchemaRegistry nobody =
                SchemaRegistry.connect(Map.of(SchemaRegistryConfig.URL, "http://127.0.0.1:" + unusedPort()))) {
            AtomicInteger asked = new AtomicInteger();
            SchemaRegistry slow = (SchemaRegistry) Proxy.newProxyInstance(
                    SchemaRegistry.class.getClassLoader(),
                    new Class<?>[] {SchemaRegistry.class},
                    (proxy, method, arguments) ->
                            call(asked.getAndIncrement() < 3 ? nobody : registry, method, arguments));

            run(WANTED);
            assertThat(new Bootstrap(admin, slow, LAYOUT).run(WANTED).nothingToDo())
                    .isTrue();

            assertThat(asked).hasValueGreaterThan(WANTED.size());
        }
    }

    private static Object call(SchemaRegistry registry, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Bootstrap.Report run(Collection<TopicDefinition> topics) {
        return new Bootstrap(admin, registry, LAYOUT).run(topics);
    }

    private static List<String> names(List<TopicDefinition> topics) {
        return topics.stream().map(TopicDefinition::name).toList();
    }

    private static String setting(String topic, String name) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    private static void set(String topic, String name, String value) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp operation = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
        await().until(() -> value.equals(setting(topic, name)));
    }

    private static String millis(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
