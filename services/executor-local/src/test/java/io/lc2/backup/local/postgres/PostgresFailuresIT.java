package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.DatabaseGateway.RestoreOrder;
import io.lc2.backup.executor.spi.StepStoppedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServerExtension.class)
class PostgresFailuresIT {

    private static final String[] SMALL = {"CREATE TABLE user_ (id int)", "INSERT INTO user_ VALUES (1), (2)"};
    private static final String[] LARGE = {
        "CREATE TABLE big (x int, y text)",
        "INSERT INTO big SELECT i, repeat(md5(i::text), 100) FROM generate_series(1, 40000) i",
    };

    private PostgresFixture fixture;

    @BeforeEach
    void connect(EmbeddedDatabase server) {
        fixture = new PostgresFixture(server);
    }

    @Test
    void namesAWrongPassword() throws Exception {
        String database = fixture.create("a", SMALL);
        PostgresGateway gateway = new PostgresGateway(
                List.of(fixture.settings()), PostgresTools.in(null, System.getenv()), Map.of("DB_PASSWORD", "wr0ng"));

        PostgresFixture.assertFails(
                () -> gateway.dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.AUTHENTICATION_FAILED,
                database,
                "user lc2");
    }

    @Test
    void namesAPasswordThatIsNotThere() throws Exception {
        String database = fixture.create("a", SMALL);
        PostgresGateway gateway =
                new PostgresGateway(List.of(fixture.settings()), PostgresTools.in(null, System.getenv()), Map.of());

        PostgresFixture.assertFails(
                () -> gateway.dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.NOT_CONFIGURED,
                "DB_PASSWORD");
    }

    @Test
    void namesADatabaseThatIsNotThere() {
        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(fixture.order("nowhere"), fixture.folder, fixture.control),
                FailureCode.DATABASE_NOT_FOUND,
                "nowhere");
    }

    @Test
    void namesAServerThatIsNotConfigured() {
        DumpOrder order = fixture.order("a");
        PostgresGateway gateway = new PostgresGateway(List.of(), PostgresTools.in(null, System.getenv()), Map.of());

        PostgresFixture.assertFails(
                () -> gateway.dump(order, fixture.folder, fixture.control), FailureCode.NOT_CONFIGURED, "name main");
    }

    @Test
    void namesARequestForNoDatabase() {
        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(fixture.order(), fixture.folder, fixture.control),
                FailureCode.NOT_CONFIGURED,
                "database");
    }

    @Test
    void triesAServerThatIsDownAgain() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        PostgresServer down =
                new PostgresServer("main", "127.0.0.1", port, "u", null, null, List.of(), "postgres", "prefer");
        PostgresGateway gateway = new PostgresGateway(List.of(down), PostgresTools.in(null, System.getenv()), Map.of());

        PostgresFixture.assertFails(
                () -> gateway.dump(fixture.order("a"), fixture.folder, fixture.control),
                FailureCode.CONNECTION_FAILED,
                "127.0.0.1:" + port);
    }

    @Test
    void refusesADatabaseWithoutTables() throws Exception {
        String database = fixture.create("hollow", "CREATE VIEW v AS SELECT 1");

        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.VALIDATION_FAILED,
                "no tables");
    }

    @Test
    void refusesADatabaseThatIsNotTheApplications() throws Exception {
        String database = fixture.create("other", SMALL);
        DumpOrder order = new DumpOrder(
                fixture.backupId,
                PostgresFixture.source(List.of(database), List.of()),
                List.of(),
                List.of("User_", "DLFileEntry"));

        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(order, fixture.folder, fixture.control),
                FailureCode.VALIDATION_FAILED,
                "schema-markers",
                "DLFileEntry");
    }

    @Test
    void refusesToLeaveOutRowsThatOthersReferTo() throws Exception {
        String database = fixture.create(
                "refers",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int REFERENCES parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1)");
        DumpOrder order = new DumpOrder(
                fixture.backupId, PostgresFixture.source(List.of(database), List.of()), List.of("parent"), List.of());

        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(order, fixture.folder, fixture.control),
                FailureCode.NOT_SUPPORTED,
                "public.child",
                "public.parent");
    }

    @Test
    void namesATableItMayNotRead() throws Exception {
        String database = fixture.create("a", SMALL);
        String role = PostgresFixture.unique("reader");
        fixture.execute(database, "CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        PostgresServer server = fixture.settings();
        PostgresServer reader = new PostgresServer(
                "main", server.host(), server.port(), role, "DB_PASSWORD", null, List.of(), "postgres", "prefer");
        PostgresGateway gateway = new PostgresGateway(
                List.of(reader), PostgresTools.in(null, System.getenv()), Map.of("DB_PASSWORD", "x"));

        PostgresFixture.assertFails(
                () -> gateway.dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.PERMISSION_DENIED,
                "user_",
                "pg_read_all_data");
    }

    @Test
    void namesADatabaseDroppedWhileItIsDumped() throws Exception {
        String database = fixture.create("doomed", LARGE);
        AtomicBoolean dropped = new AtomicBoolean();
        fixture.control.onProgress = said -> {
            if (said.bytesDone() > 5_000_000 && dropped.compareAndSet(false, true)) {
                drop(database);
            }
        };

        PostgresFixture.assertFails(
                () -> fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.DATABASE_NOT_FOUND,
                database);
        assertThat(fixture.store.objects).isEmpty();
    }

    @Test
    void aDumpThatIsStoppedLeavesNeitherProgramNorArtifact() throws Exception {
        String database = fixture.create("stopped", LARGE);
        fixture.control.onProgress = said -> {
            if (said.bytesDone() > 5_000_000) {
                fixture.control.stopped = true;
                await().atMost(Duration.ofSeconds(20)).until(() -> programs().isEmpty());
            }
        };

        assertThatThrownBy(() -> fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control))
                .isInstanceOf(StepStoppedException.class);

        assertThat(programs()).isEmpty();
        assertThat(fixture.store.objects).isEmpty();
        await().untilAsserted(() -> assertThat(sessions(database)).containsExactly("0"));
    }

    @Test
    void aRestoreThatIsStoppedLeavesADatabaseForCleanUpOnly() throws Exception {
        String database = fixture.create("stopped", LARGE);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        String target = database + "_" + fixture.restoreId;
        fixture.control.onProgress = said -> fixture.control.stopped = true;

        assertThatThrownBy(() -> fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control))
                .isInstanceOf(StepStoppedException.class);

        assertThat(programs()).isEmpty();
        assertThat(databases(target)).containsExactly(target);
        fixture.gateway().dropRestored("main", fixture.restoreId);
        fixture.gateway().dropRestored("main", fixture.restoreId);
        assertThat(databases(target)).isEmpty();
        assertThat(databases(database)).containsExactly(database);
    }

    @Test
    void refusesATargetThatIsNotItsOwnAndReplacesOneThatIs() throws Exception {
        String database = fixture.create("a", SMALL);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        String target = database + "_" + fixture.restoreId;
        fixture.server.createDatabase(target);
        fixture.execute(target, "CREATE TABLE precious (x int)");

        PostgresFixture.assertFails(
                () -> fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control),
                FailureCode.TARGET_NOT_OURS,
                target);
        assertThat(fixture.read(target, "SELECT count(*) FROM precious")).containsExactly("0");

        drop(target);
        fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);
        fixture.execute(target, "INSERT INTO user_ VALUES (3)");
        fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);
        assertThat(fixture.read(target, "SELECT count(*) FROM user_")).containsExactly("2");
    }

    @Test
    void replacesWhatACrashBetweenMakingAndMarkingLeft() throws Exception {
        String database = fixture.create("a", SMALL);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        String unfinished = RestoredNames.unfinished(fixture.restoreId);
        fixture.server.createDatabase(unfinished);

        fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);

        assertThat(databases(unfinished)).isEmpty();
    }

    @Test
    void leavesOwnersOutWhenRolesAreMissingAndSaysSo() throws Exception {
        String role = PostgresFixture.unique("owner");
        String database = fixture.create("owned", SMALL);
        fixture.execute(database, "CREATE ROLE " + role, "ALTER TABLE user_ OWNER TO " + role);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        fixture.execute(database, "ALTER TABLE user_ OWNER TO CURRENT_USER", "DROP ROLE " + role);

        StepResult restored = fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);

        assertThat(restored.facts().get("leftOut." + database)).contains("roles " + role);
        fixture.gateway().validateRestored(fixture.restore(dump), fixture.folder, fixture.control);
    }

    @Test
    void noticesRowsThatAreMissingAfterARestore() throws Exception {
        String database = fixture.create("a", SMALL);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        RestoreOrder order = fixture.restore(dump);
        fixture.gateway().restore(order, fixture.folder, fixture.control);
        fixture.execute(database + "_" + fixture.restoreId, "DELETE FROM user_ WHERE id = 1");

        PostgresFixture.assertFails(
                () -> fixture.gateway().validateRestored(order, fixture.folder, fixture.control),
                FailureCode.VALIDATION_FAILED,
                "restored-row-counts",
                "public.user_ has 1 rows, not 2");
    }

    @Test
    void dropsNothingOfAnotherRestore() throws Exception {
        String database = fixture.create("a", SMALL);
        StepResult dump = fixture.gateway().dump(fixture.order(database), fixture.folder, fixture.control);
        fixture.gateway().restore(fixture.restore(dump), fixture.folder, fixture.control);

        fixture.gateway().dropRestored("main", new OperationId("another"));

        String target = database + "_" + fixture.restoreId;
        assertThat(databases(target)).containsExactly(target);
    }

    private void drop(String database) {
        try {
            fixture.execute("postgres", "DROP DATABASE " + Sql.identifier(database) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> databases(String name) throws SQLException {
        return fixture.read("postgres", "SELECT datname FROM pg_database WHERE datname = " + Sql.literal(name));
    }

    private List<String> sessions(String database) throws SQLException {
        return fixture.read(
                "postgres", "SELECT count(*) FROM pg_stat_activity WHERE datname = " + Sql.literal(database));
    }

    /** Children of this JVM that are tools of ours. */
    private static List<String> programs() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().command().orElse(""))
                .filter(command -> command.contains("pg_dump") || command.contains("pg_restore"))
                .toList();
    }
}
