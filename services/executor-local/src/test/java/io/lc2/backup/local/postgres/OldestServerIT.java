package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL 13, the oldest server, with the newer client programs of this machine. */
class OldestServerIT {

    @Test
    void dumpsRestoresAndComparesAServerOlderThanTheTools(@TempDir Path directory) throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(directory, EmbeddedDatabase.DISPOSABLE, programs())) {
            PostgresFixture fixture = new PostgresFixture(server);
            assertThat(fixture.read("postgres", "SHOW server_version").getFirst())
                    .startsWith("13.");
            String source = fixture.create(
                    "oldest",
                    "CREATE TABLE user_ (userid bigint PRIMARY KEY, data bytea, note text)",
                    "INSERT INTO user_ SELECT i, decode(md5(i::text), 'hex'), repeat('n', 3000) || i"
                            + " FROM generate_series(1, 2000) i",
                    "CREATE INDEX user_note ON user_ (md5(note))",
                    "SELECT lo_from_bytea(0, decode(repeat('ab', 5000), 'hex'))");

            StepResult restored = fixture.roundTrip(fixture.order(source));

            String rows =
                    "SELECT md5(string_agg(userid || encode(data, 'hex') || note, ',' ORDER BY userid)) FROM user_";
            String target = restored.facts().get("endpoint." + source);
            assertThat(fixture.read(target, rows)).isEqualTo(fixture.read(source, rows));
        }
    }

    private static Path programs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "oldest-postgres"))) {
            return files.findFirst().orElseThrow().toAbsolutePath();
        }
    }
}
