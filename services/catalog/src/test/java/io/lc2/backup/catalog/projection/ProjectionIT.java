package io.lc2.backup.catalog.projection;

import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.projection.ProjectionFixtures.CATALOG;
import static io.lc2.backup.catalog.projection.ProjectionFixtures.EVENTS;
import static io.lc2.backup.catalog.projection.ProjectionFixtures.audit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(EmbeddedServerExtension.class)
class ProjectionIT {

    private HikariDataSource pool;
    private ProjectionDatabase database;
    private JdbcClient jdbc;
    private TopicSerdes serdes;
    private LogFormats formats;

    @BeforeEach
    void open(EmbeddedDatabase server, TestInfo test) throws SQLException {
        pool = ProjectionFixtures.pool(
                server,
                "projection_" + test.getTestMethod().orElseThrow().getName().toLowerCase());
        database = new ProjectionDatabase(pool, "catalog");
        jdbc = JdbcClient.create(pool);
        serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://projection"));
        formats = LogFormats.of(serdes);
        assertThat(database.offsets(List.of(EVENTS, CATALOG))).containsValues(0L, 0L);
    }

    @AfterEach
    void close() {
        pool.close();
        serdes.close();
    }

    @Test
    void writesABatchOnceHoweverOftenItIsTried() throws SQLException {
        Batch batch = events(0, backup("b1"));

        assertThat(database.write(batch)).isTrue();
        assertThat(database.write(batch)).isFalse();

        assertThat(count("audit_entry")).isEqualTo(8);
        assertThat(database.offsets(List.of(EVENTS))).containsEntry(EVENTS, 8L);
    }

    @Test
    void writesNothingOfABatchThatFailsInTheMiddle() throws SQLException {
        database.write(events(0, backup("b1").subList(0, 1)));
        Batch good = events(1, backup("b1").subList(1, 8));
        List<AuditRecord> twice = new ArrayList<>(good.audit());
        twice.add(good.audit().getFirst());

        assertThatThrownBy(() -> database.write(new Batch(good.entries(), twice, List.of(), good.moves(), 8)))
                .isInstanceOf(SQLException.class);
        assertThat(count("audit_entry")).isEqualTo(1);
        assertThat(database.write(good)).isTrue();
        assertThat(count("audit_entry")).isEqualTo(8);
    }

    @Test
    void letsOneOfTwoConsumersWinThatBothBelieveToOwnThePartition() {
        Batch batch = events(0, backup("b1"));
        CyclicBarrier together = new CyclicBarrier(2);
        Supplier<Boolean> consumer = () -> {
            try {
                together.await();
                return database.write(batch);
            } catch (InterruptedException | BrokenBarrierException | SQLException e) {
                throw new IllegalStateException(e);
            }
        };

        List<Boolean> written = Stream.of(
                        CompletableFuture.supplyAsync(consumer), CompletableFuture.supplyAsync(consumer))
                .map(CompletableFuture::join)
                .toList();

        assertThat(written).containsExactlyInAnyOrder(true, false);
        assertThat(count("audit_entry")).isEqualTo(8);
    }

    @Test
    void neverReplacesANewerEntryByAnOlderOne() throws SQLException {
        List<OperationEvent> events = backup("b1");
        CatalogEntry newer = fold(events);
        CatalogEntry older = fold(events.subList(0, 3));

        database.write(entry(0, newer, 7));
        database.write(entry(1, older, 2));

        assertThat(jdbc.sql("SELECT status FROM backup").query(String.class).single())
                .isEqualTo("Completed");
        assertThat(database.offsets(List.of(CATALOG))).containsEntry(CATALOG, 2L);
    }

    @Test
    void chainsTheRecordsOfAProjectOverBatches() throws Exception {
        database.write(events(0, backup("b1").subList(0, 3)));
        database.write(events(3, backup("b1").subList(3, 8)));

        byte[] expected = new byte[32];
        for (OperationEvent event : backup("b1")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(expected);
            expected = digest.digest(event.eventId().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(jdbc.sql("SELECT head FROM audit_chain WHERE project_id = 'acme' AND entries = 8")
                        .query(byte[].class)
                        .single())
                .isEqualTo(expected);
        assertThat(jdbc.sql("SELECT hash FROM audit_entry WHERE log_offset = 7")
                        .query(byte[].class)
                        .single())
                .isEqualTo(expected);
    }

    @Test
    void bearsTextPostgresRefuses() throws SQLException {
        AuditRecord record = new AuditRecord(0, 0, "acme", new byte[] {1}, AuditRow.unreadable("a\0b"));

        database.write(new Batch(List.of(), List.of(record), List.of(), Map.of(EVENTS, new Batch.Move(0, 1)), 1));

        assertThat(jdbc.sql("SELECT detail FROM audit_entry")
                        .query(String.class)
                        .single())
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void goesOnFromTheDatabaseWhenAConsumerBreaksBetweenTwoBatches() throws InterruptedException {
        ArrayDeque<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>(
                List.of(consumer(3, new KafkaException("broken after the first batch")), consumer(8, null)));
        ProjectorStatus status = new ProjectorStatus();
        Projector projector = new Projector(
                database,
                formats,
                consumers::removeFirst,
                new ProjectorSettings(Duration.ofMillis(10), Duration.ofMillis(1), Duration.ofMillis(5)),
                status);

        projector.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> status.now().caughtUp() && status.now().alive() && count("audit_entry") == 8);
        boolean stopped = projector.stop(Duration.ofSeconds(20));

        assertThat(stopped).isTrue();
        assertThat(status.projected()).isEqualTo(8);
        assertThat(jdbc.sql("SELECT entries FROM audit_chain").query(Long.class).single())
                .isEqualTo(8);
        assertThat(status.now().alive()).isFalse();
    }

    /** Has the first events of b1; fails at the second poll when told to. */
    private MockConsumer<byte[], byte[]> consumer(int events, KafkaException failure) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateEndOffsets(Map.of(EVENTS, (long) events));
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(EVENTS));
            for (int offset = (int) consumer.position(EVENTS); offset < events; offset++) {
                consumer.addRecord(new ConsumerRecord<>(
                        EVENTS.topic(), 0, offset, "acme".getBytes(StandardCharsets.UTF_8), bytes(offset)));
            }
        });
        if (failure != null) {
            consumer.schedulePollTask(() -> consumer.setPollException(failure));
        }
        return consumer;
    }

    private byte[] bytes(int offset) {
        return serdes.of(Topics.EVENTS.codec())
                .serializer()
                .serialize(Topics.EVENTS.name(), backup("b1").get(offset));
    }

    private static CatalogEntry fold(List<OperationEvent> events) {
        Map<OperationId, CatalogEntry> entries = new HashMap<>();
        events.forEach(event -> entries.putAll(CatalogFold.changes(new CatalogInput.Happened(event), entries::get)));
        return entries.get(new OperationId("b1"));
    }

    private Batch entry(long offset, CatalogEntry entry, long version) {
        EntryRow row =
                new EntryRow(entry, new EntryVersion(version), formats.entries().write(entry));
        return new Batch(List.of(row), List.of(), List.of(), Map.of(CATALOG, new Batch.Move(offset, offset + 1)), 1);
    }

    private static Batch events(long from, List<OperationEvent> events) {
        List<AuditRecord> audit = new ArrayList<>();
        for (OperationEvent event : events) {
            audit.add(audit(from + audit.size(), event));
        }
        return new Batch(
                List.of(), audit, List.of(), Map.of(EVENTS, new Batch.Move(from, from + audit.size())), audit.size());
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
