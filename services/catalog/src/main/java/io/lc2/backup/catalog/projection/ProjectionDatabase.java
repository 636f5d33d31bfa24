package io.lc2.backup.catalog.projection;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;

/**
 * The projection in PostgreSQL: one transaction per batch, which moves the offsets together with the rows. So each record
 * counts exactly once, and a consumer that has lost its partitions without knowing cannot write any more.
 */
public final class ProjectionDatabase {

    /** Where the rows of before are while a rebuild compares. */
    public static final String BEFORE_SUFFIX = "_before";

    private static final String MIGRATIONS = "classpath:io/lc2/backup/catalog/migrations";

    private final HikariDataSource pool;
    private final String schema;

    /**
     * Opens nothing.
     *
     * @param pool connections whose current schema is {@code schema}
     * @param schema where the tables are; the user may create it
     */
    public ProjectionDatabase(HikariDataSource pool, String schema) {
        this.pool = pool;
        this.schema = schema;
    }

    /** Makes or updates the tables; idempotent. Fails with a {@code FlywayException} when PostgreSQL is away. */
    public void migrate() {
        Flyway.configure(getClass().getClassLoader())
                .dataSource(pool)
                .schemas(schema)
                .locations(MIGRATIONS)
                .load()
                .migrate();
    }

    /**
     * Writes a batch. When it fails, the pool rolls back what was begun.
     *
     * @return false when an offset is not where the batch begins; then nothing was written
     */
    boolean write(Batch batch) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            if (!Offsets.move(connection, batch.moves())) {
                connection.rollback();
                return false;
            }
            EntryTables.write(connection, batch.entries());
            AuditTrail.append(connection, batch.audit());
            PolicyTable.write(connection, batch.policies());
            connection.commit();
            return true;
        }
    }

    /** The next offset to read of each partition; 0 for one that was never read. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        partitions.forEach(partition -> beginnings.put(partition, 0L));
        try (Connection connection = pool.getConnection()) {
            Offsets.begin(connection, beginnings);
            return Offsets.find(connection, partitions);
        }
    }

    /**
     * Puts the tables aside and makes empty ones. What an earlier call put aside is dropped. When it is interrupted, the
     * next start finds no tables and makes them: nothing is lost that the log does not bring back.
     *
     * @param offsets where reading begins, for partitions that shall not be read from their start
     */
    public void putAside(Map<TopicPartition, Long> offsets) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DROP SCHEMA IF EXISTS " + quoted(schema + BEFORE_SUFFIX) + " CASCADE");
            statement.execute("ALTER SCHEMA " + quoted(schema) + " RENAME TO " + quoted(schema + BEFORE_SUFFIX));
            connection.commit();
        }
        pool.getHikariPoolMXBean().softEvictConnections();
        migrate();
        try (Connection connection = pool.getConnection()) {
            Offsets.begin(connection, offsets);
        }
    }

    /** Drops what {@link #putAside} put aside. */
    public void dropAside() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + quoted(schema + BEFORE_SUFFIX) + " CASCADE");
        }
    }

    /** A name as SQL reads it; names cannot be parameters. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
