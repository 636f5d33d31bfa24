package io.lc2.backup.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Client programs that are missing, old or lying. */
@ExtendWith(EmbeddedServerExtension.class)
class PostgresToolsIT {

    private static final String[] SMALL = {"CREATE TABLE user_ (id int)", "INSERT INTO user_ VALUES (1), (2)"};

    @TempDir
    Path folder;

    private PostgresFixture fixture;

    @BeforeEach
    void connect(EmbeddedDatabase server) {
        fixture = new PostgresFixture(server);
    }

    @Test
    void namesToolsThatAreMissingAndHowToGetThem() throws Exception {
        String database = fixture.create("a", SMALL);
        PostgresTools none = PostgresTools.in(folder, Map.of());

        PostgresFixture.assertFails(
                () -> fixture.gateway(none).dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.TOOL_MISSING,
                "pg_dump",
                "apt-get install postgresql-client-15");
    }

    @Test
    void namesToolsThatAreTooOld() throws Exception {
        String database = fixture.create("a", SMALL);
        Path old = folder.resolve("pg_dump");
        Files.writeString(old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 13.4'\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwx------"));

        PostgresFixture.assertFails(
                () -> fixture.gateway(PostgresTools.in(folder, Map.of()))
                        .dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.TOOL_TOO_OLD,
                "13.4");
    }

    @Test
    void neverBelievesAToolThatWritesNothing() throws Exception {
        String database = fixture.create("a", SMALL);
        fakePgDump("exit 0");

        PostgresFixture.assertFails(
                () -> fixture.gateway(PostgresTools.in(folder, Map.of()))
                        .dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.VALIDATION_FAILED,
                "truncated");
        assertThat(fixture.store.objects).isEmpty();
    }

    @Test
    void neverBelievesACompleteDumpWithAnExitCode() throws Exception {
        String database = fixture.create("a", SMALL);
        Path real = PostgresTools.in(null, System.getenv())
                .find(ToolName.PG_DUMP, 15)
                .path();
        fakePgDump(real + " \"$@\"; echo 'pg_dump: error: could not close output' >&2; exit 3");

        PostgresFixture.assertFails(
                () -> fixture.gateway(PostgresTools.in(folder, Map.of()))
                        .dump(fixture.order(database), fixture.folder, fixture.control),
                FailureCode.TOOL_FAILED,
                "ended with 3",
                "could not close output");
        assertThat(fixture.store.objects).isEmpty();
    }

    private void fakePgDump(String script) throws Exception {
        Path fake = folder.resolve("pg_dump");
        Files.writeString(
                fake,
                "#!/bin/sh\n[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 15.18' && exit 0\n" + script + "\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    }
}
