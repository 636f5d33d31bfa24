package io.lc2.backup.local;

import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every row and every object, as people can read them; none of it comes from the code under test.
 *
 * @param tables rows as text by table or view, in order
 * @param largeObjects number and content of each
 * @param sequences name and value of each
 * @param columns name, type and default of each
 * @param indexes definition of each, constraints included
 * @param objects by key
 */
record FrozenContent(
        SortedMap<String, List<String>> tables,
        List<String> largeObjects,
        List<String> sequences,
        List<String> columns,
        List<String> indexes,
        SortedMap<String, Item> objects) {

    /** One object of the library. */
    record Item(long bytes, String sha256, String contentType, Map<String, String> metadata) {}

    /** By these a restore knows a bucket it made for its own. */
    private static final List<String> MARKS = List.of(".lc2-owner");

    private static final String TABLES = "SELECT format('%I', relname) FROM pg_class"
            + " WHERE relkind IN ('r', 'v') AND relnamespace = 'public'::regnamespace ORDER BY 1";
    private static final String LARGE_OBJECTS =
            "SELECT oid || ' ' || lo_get(oid) FROM pg_largeobject_metadata ORDER BY oid";
    private static final String SEQUENCES =
            "SELECT sequencename || ' ' || coalesce(last_value, -1) FROM pg_sequences ORDER BY 1";
    private static final String COLUMNS = "SELECT table_name || '.' || column_name || ' ' || data_type || ' '"
            + " || is_nullable || ' ' || coalesce(column_default, '') FROM information_schema.columns"
            + " WHERE table_schema = 'public' ORDER BY 1";
    private static final String INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";

    /** Reads a database and a bucket in full. */
    static FrozenContent of(EmbeddedDatabase server, String database, ObjectStore store, String bucket)
            throws SQLException, IOException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            SortedMap<String, List<String>> tables = new TreeMap<>();
            for (String table : lines(statement, TABLES)) {
                tables.put(table, lines(statement, "SELECT t::text FROM " + table + " t ORDER BY 1"));
            }
            return new FrozenContent(
                    tables,
                    lines(statement, LARGE_OBJECTS),
                    lines(statement, SEQUENCES),
                    lines(statement, COLUMNS),
                    lines(statement, INDEXES),
                    objects(store, bucket));
        }
    }

    /** What a backup holds that leaves out the rows of one table and keys with one part. */
    FrozenContent without(String table, String keyPart) {
        SortedMap<String, List<String>> kept = new TreeMap<>(tables);
        kept.put(table, List.of());
        SortedMap<String, Item> keys = new TreeMap<>(objects);
        keys.keySet().removeIf(key -> key.contains(keyPart));
        return new FrozenContent(kept, largeObjects, sequences, columns, indexes, keys);
    }

    private static List<String> lines(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    private static SortedMap<String, Item> objects(ObjectStore store, String bucket) throws IOException {
        SortedMap<String, Item> objects = new TreeMap<>();
        for (ObjectEntry entry : store.list(bucket, "", "", 1000).entries()) {
            if (!MARKS.contains(entry.key())) {
                ObjectHead head = store.head(bucket, entry.key()).orElseThrow();
                objects.put(
                        entry.key(),
                        new Item(
                                head.entry().bytes(),
                                sha256(store, bucket, entry.key()),
                                head.metadata().contentType(),
                                new TreeMap<>(head.metadata().userMetadata())));
            }
        }
        return objects;
    }

    private static String sha256(ObjectStore store, String bucket, String key) throws IOException {
        try (InputStream in = store.read(bucket, key, 0, -1)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
