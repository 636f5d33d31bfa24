package io.lc2.backup.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A read-only transaction whose view of one database a client program can share. It has to stay open until the program has
 * taken the view over; after that it only holds cleaning up back.
 */
final class Snapshot implements AutoCloseable {

    /** Longest of our own questions; what may take longer is left to pg_dump. */
    private static final Duration QUESTION = Duration.ofMinutes(15);

    private static final String EXPORT = "SELECT pg_export_snapshot(), clock_timestamp()";

    private final Place place;
    private final Connection connection;
    private final String id;
    private final Instant time;

    private Snapshot(Place place, Connection connection, String id, Instant time) {
        this.place = place;
        this.connection = connection;
        this.id = id;
        this.time = time;
    }

    /** Takes a snapshot; {@link #time} is read by the server right after it. */
    static Snapshot take(Sessions sessions, Place place, Background.Stop stop) {
        Connection connection = sessions.open(place, QUESTION);
        stop.onStop(() -> Sessions.abort(connection));
        boolean taken = false;
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            Snapshot snapshot = Sql.list(
                            connection,
                            EXPORT,
                            row -> new Snapshot(
                                    place,
                                    connection,
                                    row.getString(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant()))
                    .getFirst();
            taken = true;
            return snapshot;
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "take a snapshot of " + place);
        } finally {
            if (!taken) {
                Sessions.closeQuietly(connection);
            }
        }
    }

    Place place() {
        return place;
    }

    Connection connection() {
        return connection;
    }

    int majorVersion() {
        try {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "read the version of " + place);
        }
    }

    /** What pg_dump wants to be told. */
    String id() {
        return id;
    }

    Instant time() {
        return time;
    }

    @Override
    public void close() {
        Sessions.closeQuietly(connection);
    }
}
