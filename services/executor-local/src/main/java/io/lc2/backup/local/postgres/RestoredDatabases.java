package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The databases of one restore on one server: made with a mark, found by it, removed only with it. */
final class RestoredDatabases implements AutoCloseable {

    /** Copying the template and, above all, waiting for a checkpoint. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String MARK_OF = """
            SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = ?
            """;

    private static final String MARKED = """
            SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = ? OR datname = ? ORDER BY datname
            """;

    private final PostgresServer server;
    private final OperationId restoreId;
    private final Connection connection;

    private RestoredDatabases(PostgresServer server, OperationId restoreId, Connection connection) {
        this.server = server;
        this.restoreId = restoreId;
        this.connection = connection;
    }

    static RestoredDatabases on(PostgresServer server, OperationId restoreId, Sessions sessions, Background.Stop stop) {
        Connection connection = sessions.open(new Place(server, server.maintenanceDatabase()), LONGEST);
        stop.onStop(() -> Sessions.abort(connection));
        return new RestoredDatabases(server, restoreId, connection);
    }

    /**
     * Makes sure a name is free or ours.
     *
     * @throws PermanentProviderException with {@code TARGET_NOT_OURS}
     */
    void requireOursOrFree(String database) {
        List<String> marks = query("look for the database " + database, MARK_OF, database);
        if (!marks.isEmpty() && !marks.getFirst().equals(RestoredNames.mark(restoreId))) {
            throw new PermanentProviderException(
                    FailureCode.TARGET_NOT_OURS,
                    "The database " + database + " on server " + server.name()
                            + " is there already and was not made by the restore " + restoreId,
                    "Rename or drop it if nobody needs it, then restore again.",
                    null);
        }
    }

    /** Which of these extensions cannot be made on this server. */
    Set<String> missingExtensions(List<Inventory.Extension> wanted) {
        return missing(
                wanted.stream().map(Inventory.Extension::name).toList(), "SELECT name FROM pg_available_extensions");
    }

    /** Which of these roles are not on this server. */
    Set<String> missingRoles(List<Inventory.Role> wanted) {
        return missing(wanted.stream().map(Inventory.Role::name).toList(), "SELECT rolname FROM pg_roles");
    }

    /** Whether our user may give things to other roles. */
    boolean isSuperuser() {
        return query(
                        "look at the user " + server.user(),
                        "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user")
                .equals(List.of("true"));
    }

    int majorVersion() {
        try {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "read the version of server " + server.name());
        }
    }

    /** Makes an empty database with encoding and locale of the source; one that carries our mark is replaced. */
    void make(String database, Inventory.Server source) {
        requireOursOrFree(database);
        String unfinished = RestoredNames.unfinished(restoreId);
        String doing = "make the database " + database + " on server " + server.name();
        execute(doing, drop(database));
        execute(doing, drop(unfinished));
        execute(doing, create(unfinished, source));
        execute(
                doing,
                "COMMENT ON DATABASE " + Sql.identifier(unfinished) + " IS "
                        + Sql.literal(RestoredNames.mark(restoreId)));
        execute(doing, "ALTER DATABASE " + Sql.identifier(unfinished) + " RENAME TO " + Sql.identifier(database));
    }

    /** Removes all that carries our mark. */
    void dropAll() {
        String doing = "find the databases of restore " + restoreId + " on server " + server.name();
        for (String database :
                query(doing, MARKED, RestoredNames.mark(restoreId), RestoredNames.unfinished(restoreId))) {
            execute("drop the database " + database + " on server " + server.name(), drop(database));
        }
    }

    @Override
    public void close() {
        Sessions.closeQuietly(connection);
    }

    private String create(String name, Inventory.Server source) {
        StringBuilder sql = new StringBuilder("CREATE DATABASE ")
                .append(Sql.identifier(name))
                .append(" TEMPLATE template0 ENCODING ")
                .append(Sql.literal(source.encoding()))
                .append(" LC_COLLATE ")
                .append(Sql.literal(source.collation()))
                .append(" LC_CTYPE ")
                .append(Sql.literal(source.characterType()));
        String locale = source.locale();
        if (locale != null && source.localeProvider().equals("i")) {
            sql.append(" LOCALE_PROVIDER icu ICU_LOCALE ").append(Sql.literal(locale));
        } else if (locale != null && source.localeProvider().equals("b")) {
            sql.append(" LOCALE_PROVIDER builtin BUILTIN_LOCALE ").append(Sql.literal(locale));
        }
        return sql.toString();
    }

    private static String drop(String database) {
        // Sessions of an attempt that has not noticed its end must not keep the database.
        return "DROP DATABASE IF EXISTS " + Sql.identifier(database) + " WITH (FORCE)";
    }

    private Set<String> missing(List<String> wanted, String available) {
        Set<String> missing = new TreeSet<>(wanted);
        if (!missing.isEmpty()) {
            query("look at server " + server.name(), available).forEach(missing::remove);
        }
        return missing;
    }

    private List<String> query(String doing, String sql, Object... parameters) {
        try {
            return Sql.list(connection, sql, row -> row.getString(1), parameters);
        } catch (SQLException e) {
            throw PostgresErrors.of(e, doing);
        }
    }

    private void execute(String doing, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw PostgresErrors.of(e, doing);
        }
    }
}
