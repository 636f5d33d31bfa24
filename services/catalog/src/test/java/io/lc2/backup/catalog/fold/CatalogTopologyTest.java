package io.lc2.backup.catalog.fold;

import static io.lc2.backup.catalog.LogFixtures.PROJECT;
import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.purge;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.CatalogEntry.Pending;
import io.lc2.backup.domain.catalog.EntrySummary;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.Status;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class CatalogTopologyTest {

    @TempDir
    private Path stateDir;

    private final List<String> announced = new ArrayList<>();
    private TopicSerdes serdes;
    private LogFormats formats;
    private StoreMemory memory;
    private TopologyTestDriver driver;
    private TestInputTopic<String, BackupCommand> commands;
    private TestInputTopic<String, BackupEvent> events;
    private TestInputTopic<String, byte[]> rawEvents;
    private TestOutputTopic<String, byte[]> entries;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://catalog-topology"));
        formats = LogFormats.of(serdes);
        memory = new StoreMemory(DataSize.ofMegabytes(8), DataSize.ofMegabytes(4));
        Properties properties = new FoldConfig("test", stateDir, 1, Duration.ofMillis(100), "", DataSize.ofMegabytes(1))
                .properties(Map.of("bootstrap.servers", "none:1"), memory);
        driver = new TopologyTestDriver(CatalogTopology.build(formats, announced::add), properties);
        StringSerializer keys = new StringSerializer();
        commands = driver.createInputTopic(
                Topics.COMMANDS.name(), keys, serdes.of(Topics.COMMANDS.codec()).serializer());
        events = driver.createInputTopic(
                Topics.EVENTS.name(), keys, serdes.of(Topics.EVENTS.codec()).serializer());
        rawEvents = driver.createInputTopic(Topics.EVENTS.name(), keys, new ByteArraySerializer());
        entries =
                driver.createOutputTopic(Topics.CATALOG.name(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        memory.close();
        serdes.close();
    }

    @Test
    void hasTheApprovedShape() throws IOException {
        try (InputStream approved = getClass().getResourceAsStream("/approved/catalog-topology.txt")) {
            assertThat(CatalogTopology.build(formats, key -> {}).describe().toString())
                    .isEqualToIgnoringWhitespace(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void showsACommandAsPendingUntilItsFirstEvent() {
        commands.pipeInput("acme", askBackup("b1"));
        events.pipeInput("acme", backup("b1").getFirst());

        assertThat(entries.readValuesToList())
                .extracting(formats.entries()::read)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Pending.class),
                        second -> assertThat(EntrySummary.of(second).status()).isEqualTo(Status.QUEUED));
    }

    @Test
    void emitsEachStateWithTheOffsetOfTheEventThatMadeIt() {
        commands.pipeInput("acme", askBackup("b1"));
        backup("b1").forEach(event -> events.pipeInput("acme", event));

        List<TestRecord<String, byte[]>> emitted = entries.readRecordsToList();

        assertThat(emitted).extracting(TestRecord::key).containsOnly("acme/b1");
        assertThat(emitted)
                .extracting(record -> EntryVersion.of(record.headers()).value())
                .containsExactly(-1L, 0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(emitted)
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader(HeaderNames.SUBJECT).value())
                        .asString()
                        .isEqualTo("b1"));
    }

    @Test
    void storesWhatItEmits() {
        backup("b1").forEach(event -> events.pipeInput("acme", event));

        List<byte[]> emitted = entries.readValuesToList();

        assertThat(driver.<String, byte[]>getKeyValueStore(CatalogTopology.STORE)
                        .get("acme/b1"))
                .isEqualTo(emitted.getLast());
    }

    @Test
    void changesTheBackupAlongWithItsDeletion() {
        backup("b1").forEach(event -> events.pipeInput("acme", event));
        entries.readValuesToList();

        events.pipeInput("acme", purge("p1", "b1").getFirst());

        Map<String, byte[]> emitted = entries.readKeyValuesToMap();
        assertThat(emitted).containsOnlyKeys("acme/p1", "acme/b1");
        assertThat(formats.entries().read(emitted.get("acme/b1")))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.recoveryPoint().lifecycle()).isEqualTo(Lifecycle.SOFT_DELETED));
        assertThat(announced).endsWith("acme/p1", "acme/b1");
    }

    @Test
    void emitsNothingForARepeatedCommandOrEvent() {
        commands.pipeInput("acme", askBackup("b1"));
        events.pipeInput("acme", backup("b1").getFirst());
        entries.readValuesToList();

        commands.pipeInput("acme", askBackup("b1"));
        events.pipeInput("acme", backup("b1").getFirst());

        assertThat(entries.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void goesOnBehindBytesNobodyCanRead() {
        rawEvents.pipeInput("acme", new byte[] {1, 2, 3});
        events.pipeInput("acme", backup("b1").getFirst());

        assertThat(entries.readValuesToList()).hasSize(1);
    }

    @Test
    void setsAnEventThatCannotFollowAsideAndKeepsWhatItKnows() {
        events.pipeInput("acme", backup("b1").getFirst());
        events.pipeInput("acme", backup("b1").get(2));
        events.pipeInput("acme", backup("b1").get(1));

        assertThat(DeadLetter.readFrom(deadLetters.readRecord().headers()).reason())
                .contains("b1-3");
        CatalogEntry last = formats.entries().read(entries.readValuesToList().getLast());
        assertThat(((Known) last).state().operation().version()).isEqualTo(2);
    }

    @Test
    void setsARecordWithTheKeyOfAnotherProjectAside() {
        events.pipeInput("other", backup("b1").getFirst());

        assertThat(entries.isEmpty()).isTrue();
        assertThat(DeadLetter.readFrom(deadLetters.readRecord().headers()).reason())
                .contains(PROJECT.value());
    }

    @Test
    void passesATombstoneOver() {
        rawEvents.pipeInput("acme", null);

        assertThat(entries.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
    }
}
