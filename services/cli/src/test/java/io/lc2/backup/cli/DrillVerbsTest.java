package io.lc2.backup.cli;

import static io.lc2.backup.cli.Samples.BACKUP_ID;
import static io.lc2.backup.cli.Samples.RESTORE;
import static io.lc2.backup.cli.Samples.RESTORES;
import static io.lc2.backup.cli.Samples.RESTORE_ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillVerbsTest {

    private static final String DRILLS = "/api/v1/projects/acme/drills";

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
    void asksForADrillOfABackup() {
        services.on("POST " + RESTORES, 201, RESTORE_ACCEPTED);

        Result result = shell.type("drill run " + BACKUP_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Drill r-local-x2mwd4hzbm7kqn5vfy3a is Pending.
                Next: lc2 restore describe r-local-x2mwd4hzbm7kqn5vfy3a --wait
                """);
        assertThat(services.last().body()).isEqualTo("""
                {"backupId":"b-local-7k3qwd2hzbmx4n5vfy6a","drill":true}""");
    }

    @Test
    void waitsAndTellsWhatWasMeasured() {
        services.on("POST " + RESTORES, 201, RESTORE_ACCEPTED).on("GET " + RESTORE, 200, """
                {"restoreId": "r-local-x2mwd4hzbm7kqn5vfy3a", "backupId": "b-local-7k3qwd2hzbmx4n5vfy6a",
                 "projectId": "acme", "status": "Completed", "drill": true, "rtoMs": 93500, "rpoMs": 18000000,
                 "version": 14, "requestedAt": "2026-11-21T11:00:00Z", "initiator": "user-42",
                 "checks": [{"name": "restored-row-counts", "component": "database", "passed": true,
                   "detail": "12 tables"}]}""");

        Result result = shell.type("drill run " + BACKUP_ID + " --wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Drill         r-local-x2mwd4hzbm7kqn5vfy3a
                Project       acme
                Backup        b-local-7k3qwd2hzbmx4n5vfy6a
                Status        Completed
                Requested     2026-11-21 12:00:00 +01:00
                Asked by      user-42
                RTO           1m 33s
                RPO           5h 00m

                Checks
                  CHECK                OF        RESULT  DETAIL
                  restored-row-counts  database  passed  12 tables
                """);
    }

    @Test
    void endsWithThreeWhenTheBackupFailsItsDrill() {
        services.on("POST " + RESTORES, 201, RESTORE_ACCEPTED).on("GET " + RESTORE, 200, """
                {"restoreId": "r-local-x2mwd4hzbm7kqn5vfy3a", "backupId": "b-local-7k3qwd2hzbmx4n5vfy6a",
                 "projectId": "acme", "status": "Failed", "drill": true, "version": 9,
                 "failure": {"code": "VALIDATION_FAILED", "component": "manifest", "message": "Rows are missing",
                   "nextStep": "Use another backup."},
                 "leftovers": {"outcome": "CleanedUp", "detail": "Everything was removed."}}""");

        Result result = shell.type("drill run " + BACKUP_ID + " --wait");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .contains("Failed: Rows are missing")
                .contains("CleanedUp Everything was removed.")
                .contains("Next: lc2 backup describe " + BACKUP_ID);
    }

    @Test
    void listsTheLastResultOfEachEnvironment() {
        services.on("GET " + DRILLS, 200, """
                {"items": [
                 {"environment": "prd", "passed": true, "backupId": "b-local-1", "restoreId": "r-local-1",
                  "endedAt": "2026-11-21T11:00:00Z", "rtoMs": 93500, "rpoMs": 18000000, "checksPassed": 9},
                 {"environment": "uat", "passed": false, "backupId": "b-local-2", "restoreId": "r-local-2",
                  "endedAt": "2026-11-20T11:00:00Z", "rtoMs": null, "rpoMs": null, "checksPassed": 4,
                  "failure": {"code": "VALIDATION_FAILED"}}]}""");

        assertThat(shell.type("drill list").out()).isEqualToNormalizingNewlines("""
                ENVIRONMENT  RESULT  BACKUP     DRILL      ENDED                RTO     RPO  CHECKS  FAILURE
                prd          passed  b-local-1  r-local-1  2026-11-21 12:00  1m 33s  5h 00m       9  -
                uat          FAILED  b-local-2  r-local-2  2026-11-20 12:00       -       -       4  VALIDATION_FAILED
                """);
    }

    @Test
    void listsOneEnvironment() {
        services.on("GET " + DRILLS + "?environment=prd", 200, "{\"items\": []}");

        assertThat(shell.type("drill list --environment prd").out()).startsWith("No drills.");
    }
}
