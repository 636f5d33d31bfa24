package io.lc2.backup.executor.streams;

import static io.lc2.backup.domain.plan.StepKind.DUMP_DATABASE;
import static io.lc2.backup.executor.LoopFixtures.ACME;
import static io.lc2.backup.executor.LoopFixtures.T0;
import static io.lc2.backup.executor.LoopFixtures.attempt;
import static io.lc2.backup.executor.LoopFixtures.backup;
import static io.lc2.backup.executor.LoopFixtures.meta;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.executor.worker.WorkOrder;
import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.registry.MockRegistryScopes;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.DeadLetterHandler;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.messaging.topics.UndecidableHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTopologyTest {

    private static final String SCOPE = "executor-topology";

    private final Loops loops = new Loops();
    private final Properties config = new Properties();
    private TopicSerdes serdes;
    private TopologyTestDriver driver;
    private TestOutputTopic<String, BackupEvent> events;
    private TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void start(@TempDir Path stateDir) {
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://" + SCOPE));
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "lc2-executor-local");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UndecidableHandler.class);
        driver = new TopologyTestDriver(topology(), config, T0);
        events = driver.createOutputTopic(
                Topics.EVENTS.name(),
                new StringDeserializer(),
                serdes.of(Topics.EVENTS.codec()).deserializer());
        letters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        driver.advanceWallClockTime(Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        driver.close();
        serdes.close();
        loops.close();
        MockRegistryScopes.drop(SCOPE);
    }

    @Test
    void hasTheApprovedShape() throws IOException {
        String approved;
        try (var in = ExecutorTopologyTest.class.getResourceAsStream("executor-topology.approved.txt")) {
            approved = new String(in.readAllBytes(), UTF_8);
        }

        assertThat(topology().describe().toString().strip()).isEqualTo(approved.strip());
    }

    @Test
    void keepsItsStateUnderTheApprovedNames() {
        pipe(backup(ACME, "b-1", "prd"));

        assertThat(driver.getAllStateStores().keySet())
                .containsExactlyInAnyOrder("active-operations", "recovery-points", "ledger");
        assertThat(driver.producedTopicNames())
                .contains(
                        "lc2-executor-local-active-operations-changelog",
                        "lc2-executor-local-ledger-changelog",
                        "backup-events",
                        "backup-signals-local");
    }

    @Test
    void carriesABackupFromItsCommandToItsEnd() {
        pipe(backup(ACME, "b-1", "prd"));

        for (int done = 0; done < loops.workers.started.size(); done++) {
            WorkOrder order = loops.workers.started.get(done);
            pipe(new Signal.ReportSignal(Loops.succeeded(order.attempt()), T0));
        }

        List<BackupEvent> all = events.readValuesToList();
        assertThat(all.getLast()).isInstanceOf(OperationEvent.BackupCompleted.class);
        assertThat(all).extracting(BackupEvent::eventId).doesNotHaveDuplicates();
        assertThat(loops.workers.started).hasSize(5);
        assertThat(driver.<String, Object>getKeyValueStore("recovery-points").get("acme/b-1"))
                .isNotNull();
    }

    @Test
    void writesCloudEventsHeaders() {
        pipe(backup(ACME, "b-1", "prd"));

        TestRecord<String, BackupEvent> first = events.readRecord();
        CloudEventHeaders headers = CloudEventHeaders.readFrom(first.headers());
        assertThat(first.key()).isEqualTo("acme");
        assertThat(headers.id()).isEqualTo("b-1-1");
        assertThat(headers.source()).isEqualTo("/lc2/executor-local");
        assertThat(headers.provider()).isEqualTo("local");
    }

    @Test
    void replacesASilentAttempt() {
        pipe(backup(ACME, "b-1", "prd"));

        driver.advanceWallClockTime(Duration.ofSeconds(10));

        assertThat(loops.workers.startedAttempts())
                .containsExactly(attempt("b-1", DUMP_DATABASE, 1), attempt("b-1", DUMP_DATABASE, 2));
    }

    @Test
    void passesOverCommandsForOtherProvidersWithoutDecodingThem() {
        Headers headers = new RecordHeaders().add(HeaderNames.PROVIDER, "aws".getBytes(UTF_8));

        raw(Topics.COMMANDS.name(), "acme", "no avro at all".getBytes(UTF_8), headers);

        assertThat(letters.isEmpty()).isTrue();
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void ignoresACommandForAnotherProviderWithoutAHeader() {
        BackupCommand command = backup(meta(ACME, Provider.AWS, "x"), "b-1", "prd");

        raw(Topics.COMMANDS.name(), "acme", bytes(command), new RecordHeaders());

        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void rejectsACommandWithAWrongValue() {
        raw(Topics.COMMANDS.name(), "acme", withWrongId(backup(ACME, "b-1", "prd")), new RecordHeaders());

        assertThat(events.readValue()).isInstanceOf(CommandRejected.class);
        assertThat(letters.isEmpty()).isTrue();
    }

    @Test
    void goesOnBehindBytesThatAreNoCommand() {
        raw(Topics.COMMANDS.name(), "acme", "no avro at all".getBytes(UTF_8), new RecordHeaders());

        pipe(backup(ACME, "b-1", "prd"));

        assertThat(events.readValuesToList()).hasSize(3);
    }

    @Test
    void setsACommandUnderAWrongKeyAsideAndGoesOn() {
        byte[] command = bytes(backup(ACME, "b-1", "prd"));
        raw(Topics.COMMANDS.name(), "zeta", command, new RecordHeaders());
        pipe(backup(ACME, "b-2", "prd"));

        TestRecord<byte[], byte[]> letter = letters.readRecord();
        assertThat(letter.value()).isEqualTo(command);
        assertThat(letter.key()).asString(UTF_8).isEqualTo("zeta");
        assertThat(DeadLetter.readFrom(letter.headers()).reason()).contains("projectId");
        assertThat(events.readValuesToList()).hasSize(3);
    }

    @Test
    void stopsBeforeAGoodRecordWhileTheRegistryIsAway() {
        byte[] command = bytes(backup(ACME, "b-1", "prd"));
        driver.close();
        serdes.close();
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "http://127.0.0.1:1"));
        driver = new TopologyTestDriver(topology(), config, T0);

        assertThatThrownBy(() -> raw(Topics.COMMANDS.name(), "acme", command, new RecordHeaders()))
                .hasStackTraceContaining("SchemaRegistryUnavailableException");
    }

    private Topology topology() {
        return ExecutorTopology.build(
                ExecutorTopology.Formats.of(serdes, Provider.LOCAL),
                loops.parts(Provider.LOCAL, new ExecutorSlots(Limits.DEFAULT), LoopSettings.DEFAULT));
    }

    private void pipe(BackupCommand command) {
        Headers headers = new RecordHeaders();
        Topics.COMMANDS.headers(command, "/test", null).writeTo(headers);
        raw(Topics.COMMANDS.name(), Topics.COMMANDS.key(command), bytes(command), headers);
    }

    private void pipe(Signal signal) {
        byte[] value = serdes.of(Topics.signals(Provider.LOCAL).codec())
                .serializer()
                .serialize(Topics.signals(Provider.LOCAL).name(), signal);
        raw(Topics.signals(Provider.LOCAL).name(), "acme", value, new RecordHeaders());
    }

    private byte[] bytes(BackupCommand command) {
        return serdes.of(Topics.COMMANDS.codec()).serializer().serialize(Topics.COMMANDS.name(), command);
    }

    /** Written as by a foreign publisher whose ids are not ours. */
    private byte[] withWrongId(BackupCommand command) {
        return serdes.of(new WrongIds()).serializer().serialize(Topics.COMMANDS.name(), command);
    }

    private void raw(String topic, String key, byte[] value, Headers headers) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, T0));
    }

    private static final class WrongIds implements Codec<BackupCommand> {

        @Override
        public List<Schema> schemas() {
            return Topics.COMMANDS.codec().schemas();
        }

        @Override
        public SpecificRecord toAvro(BackupCommand value) {
            SpecificRecord record = Topics.COMMANDS.codec().toAvro(value);
            record.put(record.getSchema().getField("backupId").pos(), "No Label!");
            return record;
        }

        @Override
        public BackupCommand fromAvro(SpecificRecord record) {
            throw new UnsupportedOperationException();
        }
    }
}
