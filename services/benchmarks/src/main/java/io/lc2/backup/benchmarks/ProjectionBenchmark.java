package io.lc2.backup.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.projection.ProjectionDatabase;
import io.lc2.backup.catalog.projection.Projector;
import io.lc2.backup.catalog.projection.ProjectorSettings;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.FileTree;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The projection, from Kafka into PostgreSQL, against a loop that upserts rows it has in memory, alternating, medians of
 * some rounds. Every record is of another backup, so that nothing is saved by leaving out what a newer one contains.
 *
 * <pre>{@code java -cp … io.lc2.backup.benchmarks.ProjectionBenchmark [backups] [rounds]}</pre>
 */
public final class ProjectionBenchmark {

    private static final int BATCH = 500;

    private static final String UPSERT = """
            INSERT INTO backup (project_id, backup_id, version, environment, application, provider, status,
                verification, lifecycle, held, components, bytes, objects,
                requested_at, started_at, ended_at, data_time, initiator, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (project_id, backup_id) DO UPDATE SET
                version = excluded.version, environment = excluded.environment, application = excluded.application,
                provider = excluded.provider, status = excluded.status, verification = excluded.verification,
                lifecycle = excluded.lifecycle, held = excluded.held, components = excluded.components,
                bytes = excluded.bytes, objects = excluded.objects, requested_at = excluded.requested_at,
                started_at = excluded.started_at, ended_at = excluded.ended_at, data_time = excluded.data_time,
                initiator = excluded.initiator, entry = excluded.entry
            WHERE backup.version < excluded.version
            """;

    private final EmbeddedBroker broker;
    private final HikariDataSource pool;
    private final LogFormats formats;
    private final List<CatalogEntry> entries = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    private ProjectionBenchmark(EmbeddedBroker broker, HikariDataSource pool, LogFormats formats) {
        this.broker = broker;
        this.pool = pool;
        this.formats = formats;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int backups = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Files.createTempDirectory("lc2-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(folder.resolve("database"), EmbeddedDatabase.DISPOSABLE);
                HikariDataSource pool = pool(database);
                TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://benchmark"))) {
            ProjectionBenchmark benchmark = new ProjectionBenchmark(broker, pool, LogFormats.of(serdes));
            benchmark.write(backups);
            benchmark.measure(rounds);
        } finally {
            FileTree.delete(folder);
        }
    }

    private static HikariDataSource pool(EmbeddedDatabase database) {
        database.createDatabase("projection");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl("projection"));
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setSchema("catalog");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    private void write(int backups) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://benchmark"))) {
            new Bootstrap(admin, registry, new TopicLayout(4, (short) 1, Duration.ofSeconds(30)))
                    .run(Topics.all(Set.of()));
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class.getName(),
                        ProducerConfig.LINGER_MS_CONFIG, 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Written written = new Written();
            for (int n = 0; n < backups; n++) {
                CatalogEntry entry = folded(n);
                entries.add(entry);
                bytes.add(formats.entries().write(entry));
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(Topics.CATALOG.name(), Topics.CATALOG.key(entry), bytes.getLast());
                new EntryVersion(n).writeTo(record.headers());
                written.add(producer.send(record));
            }
            written.await();
        }
    }

    private static CatalogEntry folded(int n) {
        Map<OperationId, CatalogEntry> folded = new HashMap<>();
        CatalogRecords.backup(n)
                .forEach(event -> folded.putAll(CatalogFold.changes(new CatalogInput.Happened(event), folded::get)));
        return folded.values().iterator().next();
    }

    private void measure(int rounds) throws Exception {
        Rounds rates = new Rounds();
        for (int round = 0; round <= rounds; round++) {
            reset();
            rates.add("bare loop", bare(), round > 0);
            reset();
            rates.add("projection", projection(), round > 0);
        }
        System.out.printf("%,d entries of %,d bytes%n", entries.size(), bytes.getFirst().length);
        rates.print("rows/s");
        System.out.printf("projection / bare: %.2f%n", rates.median("projection") / rates.median("bare loop"));
    }

    private void reset() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS catalog CASCADE");
        }
        new ProjectionDatabase(pool, "catalog").migrate();
    }

    private double bare() throws SQLException {
        long begin = System.nanoTime();
        OffsetDateTime time = OffsetDateTime.of(2026, 11, 21, 10, 0, 0, 0, ZoneOffset.UTC);
        try (Connection connection = pool.getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            connection.setAutoCommit(false);
            for (int n = 0; n < entries.size(); n++) {
                bind(upsert, n, time.plusMinutes(n));
                upsert.addBatch();
                if ((n + 1) % BATCH == 0 || n + 1 == entries.size()) {
                    upsert.executeBatch();
                    connection.commit();
                }
            }
        }
        return entries.size() / ((System.nanoTime() - begin) / 1e9);
    }

    private void bind(PreparedStatement upsert, int n, OffsetDateTime time) throws SQLException {
        upsert.setString(1, entries.get(n).project().value());
        upsert.setString(2, entries.get(n).operationId().value());
        upsert.setLong(3, n);
        String[] words = {"prd", "liferay", "local", "Completed", "Checksum", "Active"};
        for (int column = 0; column < words.length; column++) {
            upsert.setString(4 + column, words[column]);
        }
        upsert.setBoolean(10, false);
        upsert.setString(11, "{database,objects}");
        upsert.setLong(12, 20_000_000);
        upsert.setLong(13, 1_000);
        for (int column = 14; column <= 17; column++) {
            upsert.setObject(column, time);
        }
        upsert.setString(18, "user-7");
        upsert.setBytes(19, bytes.get(n));
    }

    /** From the first record to the last: joining the group is not part of it. */
    private double projection() throws InterruptedException {
        ProjectorStatus status = new ProjectorStatus();
        Projector projector = new Projector(
                new ProjectionDatabase(pool, "catalog"),
                formats,
                () -> new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "projection",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                BATCH,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                new ProjectorSettings(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(1)),
                status);
        projector.start();
        while (status.projected() == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        long first = status.projected();
        long begin = System.nanoTime();
        while (status.projected() < entries.size()) {
            LockSupport.parkNanos(1_000_000);
        }
        double rate = (entries.size() - first) / ((System.nanoTime() - begin) / 1e9);
        if (!projector.stop(Duration.ofSeconds(30))) {
            throw new IllegalStateException("the projector did not stop");
        }
        return rate;
    }
}
