package io.lc2.backup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path dataDir;

    @Test
    void keepsDataAddressAndPasswordOverANewStart() throws Exception {
        String url;
        String password;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
            url = database.jdbcUrl("letters");
            password = database.password();
            database.createDatabase("letters");
            database.createDatabase("letters");
            execute(database, "letters", "CREATE TABLE letter (text varchar)");
            execute(database, "letters", "INSERT INTO letter VALUES ('Grüße')");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
            assertThat(database.jdbcUrl("letters")).isEqualTo(url);
            assertThat(database.password()).isEqualTo(password);
            assertThat(read(database, "letters", "SELECT upper(text) FROM letter"))
                    .isEqualTo("GRÜSSE".replace("SS", "ß"));
        }
    }

    @Test
    void stopsUnderAConnectedClientAndReplaysWhatAKillLeftBehind() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
            try (Connection idle = connect(database, "postgres", database.password())) {
                execute(database, "postgres", "CREATE TABLE letter (text varchar)");
                database.stop();
                assertThat(idle.isValid(1)).isFalse();
            }
            database.start();
            execute(database, "postgres", "INSERT INTO letter VALUES ('committed')");
            Processes.killChildWith(dataDir.toString());

            database.start();

            assertThat(read(database, "postgres", "SELECT text FROM letter")).isEqualTo("committed");
        }
        assertThat(Processes.childrenWith(dataDir.toString())).isEmpty();
    }

    @Test
    void refusesAWrongPasswordAndKeepsTheRightOneToItsOwner() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
            assertThatThrownBy(() -> connect(database, "postgres", "postgres").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("password.secret"))))
                    .isEqualTo("rw-------");
            assertThat(Processes.childrenWith(database.password())).isEmpty();
        }
    }

    @Test
    void takesSettingsAndHasAVersionDebiansToolsCanDump() throws Exception {
        try (EmbeddedDatabase database =
                EmbeddedDatabase.start(dataDir, Map.of("wal_level", "logical", "fsync", "off"))) {
            assertThat(read(database, "postgres", "SHOW wal_level")).isEqualTo("logical");
            assertThat(read(database, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(read(database, "postgres", "SHOW server_version")).startsWith("15.");
        }
    }

    @Test
    void quotesTheEndOfTheLogWhenItCannotStart() {
        assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir, Map.of("shared_buffers", "plenty")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("shared_buffers")
                .hasMessageContaining("plenty");

        EmbeddedDatabase.start(dataDir).close();
    }

    private static Connection connect(EmbeddedDatabase database, String name, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(name), database.user(), password);
    }

    private static void execute(EmbeddedDatabase database, String name, String sql) throws SQLException {
        try (Connection connection = connect(database, name, database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(EmbeddedDatabase database, String name, String sql) throws SQLException {
        try (Connection connection = connect(database, name, database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
