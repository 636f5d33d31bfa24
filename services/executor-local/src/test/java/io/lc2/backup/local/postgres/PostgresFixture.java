package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.DatabaseGateway.RestoreOrder;
import io.lc2.backup.executor.spi.ProviderException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.postgresql.ds.PGSimpleDataSource;

/** A gateway to a real server, with names of its own for every test. */
final class PostgresFixture {

    static final String INSTANCE = "main";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final EmbeddedDatabase server;
    final MemoryStore store = new MemoryStore();
    final OperationId backupId = new OperationId("b" + NUMBERS.incrementAndGet());
    final OperationId restoreId = new OperationId("r" + NUMBERS.incrementAndGet());
    final BackupFolder folder = new BackupFolder(store, "bucket", "p/prd/backups/" + backupId + "/");
    final RecordingControl control = new RecordingControl();

    PostgresFixture(EmbeddedDatabase server) {
        this.server = server;
    }

    PostgresGateway gateway() {
        return gateway(PostgresTools.in(null, System.getenv()));
    }

    PostgresGateway gateway(PostgresTools tools) {
        return new PostgresGateway(List.of(settings()), tools, Map.of("DB_PASSWORD", server.password()));
    }

    PostgresServer settings() {
        return new PostgresServer(
                INSTANCE,
                server.host(),
                server.port(),
                server.user(),
                "DB_PASSWORD",
                null,
                List.of(),
                PostgresServer.POSTGRES,
                PostgresServer.PREFER);
    }

    /** A name no other test has. */
    static String unique(String name) {
        return name + NUMBERS.incrementAndGet();
    }

    String create(String name, String... statements) throws SQLException {
        String database = unique(name);
        server.createDatabase(database);
        execute(database, statements);
        return database;
    }

    void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    List<String> read(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    DumpOrder order(String... databases) {
        return new DumpOrder(backupId, source(List.of(databases), List.of()), List.of(), List.of());
    }

    static DatabaseSource source(List<String> databases, List<String> schemas) {
        return new DatabaseSource(
                DatabaseType.POSTGRESQL,
                INSTANCE,
                databases,
                schemas,
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
    }

    RestoreOrder restore(StepResult dump) {
        return new RestoreOrder(restoreId, INSTANCE, dump);
    }

    /** Dumps, checks, restores and compares; returns what the restore returned. */
    StepResult roundTrip(DumpOrder order) {
        StepResult dump = gateway().dump(order, folder, control);
        gateway().validate(order, dump, folder, control);
        StepResult restored = gateway().restore(restore(dump), folder, control);
        List<Check> checks =
                gateway().validateRestored(restore(dump), folder, control).checks();
        if (checks.isEmpty()) {
            throw new AssertionError("nothing was compared");
        }
        return restored;
    }

    static void assertFails(ThrowingCallable call, FailureCode code, String... texts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage() + " " + e.nextStep()).contains(texts);
        });
    }

    private Connection connect(String database) throws SQLException {
        // Names of databases here do not fit into an address.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {server.host()});
        source.setPortNumbers(new int[] {server.port()});
        source.setDatabaseName(database);
        return source.getConnection(server.user(), server.password());
    }
}
