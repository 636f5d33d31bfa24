package io.lc2.backup.standalone.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;

/** Fills an empty PostgreSQL database with the tables of a {@link SampleInstallation}. */
public final class SampleDatabase {

    /** A table whose rows are worth nothing in a backup. */
    public static final String CACHE_TABLE = "portal_pagecache";

    private static final String INSERT_CONTENT = """
            insert into DLContent (contentId, groupId, companyId, repositoryId, path_, version, data_, preview, size_)
            values (?, ?, ?, ?, ?, '1.0', lo_from_bytea(?, ?), ?, ?)
            """;

    private static final int BATCH = 20;
    private static final long FIRST_LARGE_OBJECT = 1_000_000;

    private final SampleInstallation installation;

    public SampleDatabase(SampleInstallation installation) {
        this.installation = installation;
    }

    /**
     * Creates tables, rows, large objects, indexes and a view.
     *
     * @param connection to an empty database in UTF-8, with auto-commit on
     * @return bytes of the database, as PostgreSQL counts them
     */
    public long fill(Connection connection) throws SQLException {
        run(connection, "tables.sql");
        new SampleRows(installation, connection.unwrap(PGConnection.class).getCopyAPI()).write();
        insertContents(connection);
        run(connection, "indexes.sql");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void insertContents(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(installation.seed() + 10);
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CONTENT)) {
            for (int i = 0; i < installation.size().contents(); i++) {
                bindContent(insert, i, random);
                insert.addBatch();
                if (i % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void bindContent(PreparedStatement insert, int index, SplittableRandom random) throws SQLException {
        byte[] data = bytes(random, index % 10 == 0 ? 0 : random.nextInt(20_000, 280_000), index % 3 == 0);
        insert.setLong(1, 60_000L + index);
        insert.setLong(2, SampleInstallation.GROUP_ID);
        insert.setLong(3, SampleInstallation.COMPANY_ID);
        insert.setLong(4, SampleInstallation.GROUP_ID);
        insert.setString(5, "forms/" + index + "/" + installation.prose().phrase(random, 2) + ".bin");
        // A number of our own instead of the server's next one: the same each time the sample is made.
        insert.setLong(6, FIRST_LARGE_OBJECT + index);
        insert.setBytes(7, data);
        insert.setBytes(8, index % 4 == 0 ? null : bytes(random, random.nextInt(90_000), false));
        insert.setLong(9, data.length);
    }

    private byte[] bytes(SplittableRandom random, int length, boolean text) {
        SampleObject like = new SampleObject(
                "content", length, text ? "text/plain" : "image/png", Map.of(), false, random.nextLong());
        byte[] bytes = new byte[length];
        int read = 0;
        SampleContent content = new SampleContent(installation.prose(), like);
        while (read < length) {
            read += content.read(bytes, read, length - read);
        }
        return bytes;
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (InputStream in = SampleDatabase.class.getResourceAsStream(script);
                Statement statement = connection.createStatement()) {
            if (in == null) {
                throw new IllegalStateException("The resource " + script + " is missing; build the module again");
            }
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SampleException("Cannot read the resource " + script, e);
        }
    }
}
