package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to configured servers: by driver, and by the environment of a client program. */
final class Sessions {

    private static final int CONNECT_SECONDS = 10;
    private static final String APPLICATION = "lc2-backup";
    private static final int OLDEST_SERVER = 130_000;

    private final Map<String, String> environment;

    Sessions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Opens a session whose statements are bounded in time and that sees only PostgreSQL's own functions by short names.
     *
     * @param longest time a statement may take
     */
    Connection open(Place place, Duration longest) {
        try {
            Connection connection = source(place, longest).getConnection();
            try (Statement statement = connection.createStatement()) {
                requireVersion(place, connection);
                statement.execute("SET statement_timeout = " + longest.toMillis()
                        + "; SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = 0"
                        + "; SET search_path = pg_catalog; SET row_security = off");
                return connection;
            } catch (SQLException | PermanentProviderException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "connect to " + place);
        }
    }

    /** Looks for a lasting reason why a database cannot be used any more, by connecting to it. */
    Optional<ProviderException> whyUnreachable(Place place) {
        try {
            closeQuietly(open(place, Duration.ofMinutes(1)));
            return Optional.empty();
        } catch (PermanentProviderException e) {
            return Optional.of(e);
        } catch (TransientProviderException e) {
            // No better reason than the one at hand.
            return Optional.empty();
        }
    }

    /** Ends a session from another thread, whatever it waits for. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException ignored) {
            // It is broken already.
        }
    }

    /** Closes a session that may be broken. */
    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Closing is all that was wanted.
        }
    }

    /** What a client program must find in its environment to reach the server; holds the password. */
    Map<String, String> variables(PostgresServer server) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PGHOST", server.host());
        variables.put("PGPORT", Integer.toString(server.port()));
        variables.put("PGUSER", server.user());
        variables.put("PGSSLMODE", server.sslMode());
        variables.put("PGCONNECT_TIMEOUT", Integer.toString(CONNECT_SECONDS));
        variables.put("PGAPPNAME", APPLICATION);
        String password = server.password(environment);
        if (password != null) {
            variables.put("PGPASSWORD", password);
        }
        return variables;
    }

    /** Names the database for a client program; dead connections are noticed within half a minute. */
    static String databaseArgument(String database) {
        String quoted = database.replace("\\", "\\\\").replace("'", "\\'");
        return "--dbname=dbname='" + quoted + "' keepalives_idle=10 keepalives_interval=5 keepalives_count=4";
    }

    private PGSimpleDataSource source(Place place, Duration longest) {
        PostgresServer server = place.server();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(place.database());
        source.setUser(server.user());
        source.setPassword(server.password(environment));
        source.setSslMode(server.sslMode());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        // The server ends a statement in time; this is for a server that no longer answers.
        source.setSocketTimeout((int) longest.plusMinutes(1).toSeconds());
        source.setApplicationName(APPLICATION);
        return source;
    }

    private static void requireVersion(Place place, Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST_SERVER / 10_000) {
            throw new PermanentProviderException(
                    FailureCode.NOT_SUPPORTED,
                    "The " + place + " runs PostgreSQL " + major + "; 13 is the oldest that is supported",
                    "Upgrade the server.",
                    null);
        }
    }
}
