package io.lc2.backup.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.projection.EntryTables;
import io.lc2.backup.catalog.projection.ProjectionDatabase;
import io.lc2.backup.catalog.projection.Projector;
import io.lc2.backup.catalog.projection.ProjectorSettings;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The projection, from Kafka into PostgreSQL, against a loop that upserts rows it has in memory, alternating, medians of
 * some rounds. Every record is of another backup, so that nothing is saved by leaving out what a newer one contains.
 */
final class ProjectionBenchmark implements Benchmark {

    private static final int BATCH = 500;

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public String usage() {
        return "[backups 50000] [rounds 3]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int backups = arguments.number(0, 50_000);
        int rounds = arguments.number(1, 3);
        try (Scratch scratch = Scratch.of(name());
                EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("broker"));
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(scratch.resolve("database"), EmbeddedDatabase.DISPOSABLE);
                HikariDataSource pool = pool(database);
                EventLog log = EventLog.create(broker.bootstrapServers(), EventLog.IN_MEMORY)) {
            Projections projections = new Projections(log, pool);
            log.writeEntries(backups, CatalogRecords::backup, projections::remember);
            projections.measure(rounds, report);
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

    private static final class Projections {

        private final EventLog log;
        private final HikariDataSource pool;
        private final LogFormats formats;
        private final List<CatalogEntry> entries = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();

        Projections(EventLog log, HikariDataSource pool) {
            this.log = log;
            this.pool = pool;
            this.formats = log.formats();
        }

        void remember(CatalogEntry entry, byte[] asBytes) {
            entries.add(entry);
            bytes.add(asBytes);
        }

        void measure(int rounds, Report report) throws SQLException, InterruptedException {
            Rounds rates = new Rounds();
            for (int round = 0; round <= rounds; round++) {
                reset();
                rates.add("bare loop", bare(), round > 0);
                reset();
                rates.add("projection", projection(), round > 0);
            }
            report.atLeast(
                    0.6, "projection", rates.median("projection"), rates.median("bare loop"), "bare upserts", "rows/s");
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
                    PreparedStatement upsert = connection.prepareStatement(EntryTables.BACKUP)) {
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
                                    log.bootstrapServers(),
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
}
