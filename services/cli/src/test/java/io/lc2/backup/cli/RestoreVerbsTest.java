package io.lc2.backup.cli;

import static io.lc2.backup.cli.Samples.BACKUP_ID;
import static io.lc2.backup.cli.Samples.RESTORE;
import static io.lc2.backup.cli.Samples.RESTORES;
import static io.lc2.backup.cli.Samples.RESTORE_ACCEPTED;
import static io.lc2.backup.cli.Samples.RESTORE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreVerbsTest {

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() {
        services = new StubServices();
        shell = Shell.at(services, directory);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void createsFromOptions() {
        services.on("POST " + RESTORES, 201, RESTORE_ACCEPTED);

        Result result = shell.type("restore create " + BACKUP_ID + " --target-environment uat --type selective"
                + " --prefix documents/ --table User_ --sanitize --dry-run --point-in-time 2026-11-21T10:00:00Z");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Restore r-local-x2mwd4hzbm7kqn5vfy3a is Pending.
                Next: lc2 restore describe r-local-x2mwd4hzbm7kqn5vfy3a --wait
                """);
        assertThat(services.last().body()).isEqualTo("""
                {"backupId":"b-local-7k3qwd2hzbmx4n5vfy6a","targetEnvironment":"uat","restoreType":"selective",\
                "pointInTime":"2026-11-21T10:00:00Z","dryRun":true,"sanitize":true,"prefixes":["documents/"],\
                "tables":["User_"]}""");
    }

    @Test
    void waitsAndShowsEndpointsAndWhatToDo() {
        services
                .on("POST " + RESTORES, 201, RESTORE_ACCEPTED)
                .on("GET " + RESTORE, 200, Samples.restore("Pending", 0))
                .stream(
                        "GET " + RESTORE + "/progress",
                        Samples.restore("RestoringDump", 40),
                        Samples.restore("Completed", 100));

        Result result = shell.type("restore create " + BACKUP_ID + " --target-environment uat --wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("lportal_uat")
                .contains("What to do now")
                .contains("  - Rebuild the search index of uat.");
        assertThat(result.err()).contains("Pending").contains("Completed");
    }

    @Test
    void lists() {
        services.on(
                "GET " + RESTORES + "?pageSize=1",
                200,
                "{\"items\": [" + Samples.restore("Completed", 100) + "], \"nextPageToken\": \"n\"}");

        assertThat(shell.type("restore list --page-size 1").out()).isEqualToNormalizingNewlines("""
                RESTORE                       BACKUP                        INTO  TYPE  STATUS     DONE  REQUESTED         DURATION  BY
                r-local-x2mwd4hzbm7kqn5vfy3a  b-local-7k3qwd2hzbmx4n5vfy6a  uat   full  Completed  100%  2026-11-21 12:00         -  user-42
                Next: lc2 restore list --page-size 1 --page-token n
                """);
    }

    @Test
    void describes() {
        services.on("GET " + RESTORE, 200, Samples.restore("RestoringStorage", 70));

        Result result = shell.type("restore describe " + RESTORE_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsPattern("Status +RestoringStorage")
                .containsPattern("Done +70%")
                .contains("Next: lc2 restore describe " + RESTORE_ID + " --wait");
    }

    @Test
    void cancelsAndWaits() {
        services.on("POST " + RESTORE + ":cancel", 202, "{\"operationId\": \"x\", \"requestId\": \"r\"}")
                .on("GET " + RESTORE, 200, Samples.restore("Cancelled", 70));

        Result result = shell.type("restore cancel " + RESTORE_ID + " --wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("The restore " + RESTORE_ID + " ended as Cancelled.");
    }
}
