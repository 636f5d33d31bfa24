package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.catalog.projection.ProjectionFixtures;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalog as a process that is killed while it works. */
@ExtendWith(EmbeddedServerExtension.class)
class CrashIT {

    private static final int BACKUPS = 100;
    private static final int EVENTS = 8;
    private static final int KILLS = 3;
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    @Test
    void countsEveryRecordOnceHoweverOftenItIsKilled(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database)
            throws IOException, InterruptedException {
        try (RunningCatalog log =
                        new RunningCatalog(broker, registry, database, directory.resolve("state"), "crash_it");
                var pool = ProjectionFixtures.pool(database, "crash_it")) {
            JdbcClient jdbc = JdbcClient.create((DataSource) pool);
            for (int kill = 0; kill < KILLS; kill++) {
                long before = count(jdbc, "audit_entry");
                Process process = run(log.arguments("--lc2.catalog.projection.batch=7"));
                try {
                    for (int n = kill * BACKUPS; n < (kill + 1) * BACKUPS; n++) {
                        log.happened(backup("crash-" + n));
                    }
                    await().atMost(LONG).until(() -> count(jdbc, "audit_entry") > before);
                } finally {
                    process.destroyForcibly();
                    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                }
            }

            log.start();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    count(jdbc, "backup WHERE backup_id LIKE 'crash-%' AND status = 'Completed'"))
                            .isEqualTo(KILLS * BACKUPS));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(count(jdbc, "audit_entry WHERE event_id LIKE 'crash-%'"))
                            .isEqualTo(KILLS * BACKUPS * EVENTS));
            assertThat(count(jdbc, "audit_entry WHERE project_id = 'acme'"))
                    .isEqualTo(jdbc.sql("SELECT entries FROM audit_chain WHERE project_id = 'acme'")
                            .query(Long.class)
                            .single());
            assertThat(log.json("/api/v1/projects/acme/backups/crash-7")
                            .get("version")
                            .asLong())
                    .isEqualTo(EVENTS);
        }
    }

    private Process run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // A killed process does not remove the native libraries it unpacked.
                "-Djava.io.tmpdir=" + directory,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CatalogApplication.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("catalog.log").toFile()))
                .start();
    }

    private static long count(JdbcClient jdbc, String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }
}
