package io.lc2.backup.catalog.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.catalog.archive.ArchiveFile;
import io.lc2.backup.catalog.archive.ArchiveHead;
import io.lc2.backup.catalog.archive.ArchiveSettings;
import io.lc2.backup.catalog.archive.ArchiveSlot;
import io.lc2.backup.catalog.archive.ArchivedFixtures;
import io.lc2.backup.catalog.archive.ArchivedRecord;
import io.lc2.backup.catalog.rebuild.RebuildFailedException;
import io.lc2.backup.domain.rebuild.Loss;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.messaging.headers.HeaderNames;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventImportTest {

    private static final String OLD = "AbCdEfGhIjKlMnOpQrStUv";
    private static final String OLDER = "BbCdEfGhIjKlMnOpQrStUv";
    private static final long TIME = Instant.parse("2026-11-21T13:30:00Z").toEpochMilli();
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[]}";

    @TempDir
    private Path directory;

    private final Losses losses = new Losses();
    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of("schema.registry.url", "mock://event-import-" + hashCode()));
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(cluster(8), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private ArchiveSettings settings;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(directory.resolve("b"));
        settings = ArchiveSettings.of(new FileObjectStore(directory, InstantSource.system()), "b", Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void copiesRecordsAsTheyWereButForTheIdsOfTheirSchemas() {
        registry.register("else", Schema.create(Schema.Type.INT));
        put(OLD, 0, 3, LongStream.of(0, 2), 77);

        copy(Map.of());

        List<ProducerRecord<byte[], byte[]>> written = producer.history();
        assertThat(written).hasSize(2);
        ProducerRecord<byte[], byte[]> first = written.getFirst();
        assertThat(first.key()).isEqualTo("acme".getBytes(UTF_8));
        assertThat(first.timestamp()).isEqualTo(TIME);
        assertThat(first.partition()).isEqualTo(ProjectPartitioner.partitionOf("acme", 8));
        int id = registry.idOf("backup-events-n.R", new Schema.Parser().parse(SCHEMA));
        assertThat(id).isNotEqualTo(77);
        assertThat(first.value()).isEqualTo(new byte[] {0, 0, 0, 0, (byte) id, 5});
        assertThat(first.headers().lastHeader("ce_id").value()).isEqualTo("x".getBytes(UTF_8));
        assertThat(written.getLast().headers().lastHeader(HeaderNames.RECOVERED).value())
                .isEqualTo((OLD + "/0/2").getBytes(UTF_8));
        assertThat(losses.total()).isZero();
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void goesOnAfterWhatAnInterruptedRecoveryHasCopied() {
        put(OLD, 0, 10, LongStream.range(0, 10), 77);

        copy(Map.of(RecoveredTopic.origin(OLD, 0), 6L));

        assertThat(offsets()).containsExactly(OLD + "/0/7", OLD + "/0/8", OLD + "/0/9");
    }

    @Test
    void commitsInPartsSoThatMemoryAndWaitsAreBounded() {
        put(OLD, 0, 2_500, LongStream.range(0, 2_500), 77);

        copy(Map.of());

        assertThat(producer.history()).hasSize(2_500);
        assertThat(producer.commitCount()).isEqualTo(3);
    }

    @Test
    void namesHolesAndCopiesWhatIsAround() {
        put(OLD, 5, 8, LongStream.of(5, 7), 77);
        put(OLD, 20, 22, LongStream.of(21), 77);

        copy(Map.of());

        assertThat(offsets()).containsExactly(OLD + "/0/5", OLD + "/0/7", OLD + "/0/21");
        assertThat(losses.first()).extracting(Loss::id).containsExactly("backup-events-0@0", "backup-events-0@8");
    }

    @Test
    void copiesARecordOnceThoughTwoFilesHaveIt() {
        put(OLD, 0, 6, LongStream.range(0, 6), 77);
        put(OLD, 4, 8, LongStream.range(4, 8), 77);

        copy(Map.of());

        assertThat(offsets()).doesNotHaveDuplicates().hasSize(8);
        assertThat(losses.total()).isZero();
    }

    @Test
    void leavesOutWhatAnEarlierRecoveryCopiedFromAnArchiveThatIsHere() {
        put(OLDER, 0, 2, LongStream.range(0, 2), 77);
        RecordHeaders copy = new RecordHeaders();
        new RecoveryMark(OLDER, 0, 1).writeTo(copy);
        RecordHeaders ruled = new RecordHeaders();
        RecoveryMark.RULED.writeTo(ruled);
        ArchivedFixtures.put(
                settings,
                new ArchiveFile(
                        head(OLD, 0, 3, Map.of(77, SCHEMA)),
                        List.of(record(0, 77, copy), record(1, 77, ruled), record(2, 77, new RecordHeaders()))));

        copy(Map.of());

        assertThat(offsets()).containsExactly(OLDER + "/0/0", OLDER + "/0/1", OLD + "/0/1", OLD + "/0/2");
    }

    @Test
    void namesARecordWhoseSchemaIsGoneAndLeavesItOut() {
        ArchivedFixtures.put(
                settings,
                new ArchiveFile(
                        head(OLD, 0, 2, Map.of(77, SCHEMA, 9, "")),
                        List.of(record(0, 9, new RecordHeaders()), record(1, 77, new RecordHeaders()))));

        copy(Map.of());

        assertThat(offsets()).containsExactly(OLD + "/0/1");
        assertThat(losses.first()).singleElement().satisfies(loss -> {
            assertThat(loss.kind().name()).isEqualTo("SCHEMA_MISSING");
            assertThat(loss.project()).isEqualTo("acme");
            assertThat(loss.id()).isEqualTo("backup-events-0@0");
        });
    }

    private void copy(Map<String, Long> copied) {
        ArchiveIndex index = ArchiveIndex.read(settings);
        try (RecoveryWriter writer = new RecoveryWriter(producer)) {
            EventImport copying = new EventImport(
                    writer, new SchemaTranslation(registry), losses, index.topicIds(Topics.EVENTS.name()), copied);
            for (ArchivedLog log : index.logs(Topics.EVENTS.name())) {
                copying.copy(log);
            }
        } catch (RebuildFailedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> offsets() {
        return producer.history().stream()
                .map(record -> new String(
                        record.headers().lastHeader(HeaderNames.RECOVERED).value(), UTF_8))
                .toList();
    }

    private void put(String topicId, long from, long next, LongStream offsets, int schema) {
        List<ArchivedRecord> records = offsets.mapToObj(offset ->
                        record(offset, schema, new RecordHeaders().add("ce_id", "x".getBytes(UTF_8))))
                .toList();
        ArchivedFixtures.put(settings, new ArchiveFile(head(topicId, from, next, Map.of(77, SCHEMA)), records));
    }

    private static ArchiveHead head(String topicId, long from, long next, Map<Integer, String> schemas) {
        return new ArchiveHead(
                new ArchiveSlot(Topics.EVENTS.name(), topicId, 0, from),
                next,
                0,
                Instant.ofEpochMilli(TIME).plusSeconds(topicId.equals(OLDER) ? 0 : 60),
                schemas);
    }

    private static ArchivedRecord record(long offset, int schema, Headers headers) {
        return new ArchivedRecord(
                offset, TIME, "acme".getBytes(UTF_8), new byte[] {0, 0, 0, 0, (byte) schema, 5}, headers);
    }

    private static Cluster cluster(int partitions) {
        Node node = new Node(0, "localhost", 1);
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(partition ->
                        new PartitionInfo(Topics.EVENTS.name(), partition, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("c", List.of(node), infos, Set.of(), Set.of());
    }
}
