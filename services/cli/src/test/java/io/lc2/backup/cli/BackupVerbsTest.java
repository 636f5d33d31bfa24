package io.lc2.backup.cli;

import static io.lc2.backup.cli.Samples.ACCEPTED;
import static io.lc2.backup.cli.Samples.BACKUP;
import static io.lc2.backup.cli.Samples.BACKUPS;
import static io.lc2.backup.cli.Samples.BACKUP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupVerbsTest {

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
        services.on("POST " + BACKUPS, 201, ACCEPTED);

        Result result = shell.type("backup create --environment prd --application liferay --database-instance main"
                + " --database lportal --database other --exclude-table quartz_* --storage-type s3 --bucket library"
                + " --exclude-generated-files --max-concurrency 4 --storage-incremental --keep-daily 14 --dump --snapshot=false"
                + " --idempotency-key k1 --actor user-42");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Backup b-local-7k3qwd2hzbmx4n5vfy6a is Pending.
                Next: lc2 backup describe b-local-7k3qwd2hzbmx4n5vfy6a --wait
                """);
        assertThat(services.last().body()).isEqualTo("""
                {"environment":"prd","application":"liferay",\
                "database":{"instance":"main","databases":["lportal","other"],"excludeTables":["quartz_*"],\
                "dumpEnabled":true,"snapshotEnabled":false},\
                "storage":{"type":"s3","bucket":"library","excludeGeneratedFiles":true,"maxConcurrency":4,"incremental":true},\
                "retention":{"daily":14},"provider":"local"}""");
        assertThat(services.last().headers())
                .containsEntry("idempotency-key", "k1")
                .containsEntry("x-lc2-actor", "user-42")
                .containsEntry("content-type", "application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"environment\": \"uat\", \"provider\": \"aws\", \"storage\": {\"bucket\": \"b\"}}",
                "environment: uat\nprovider: aws\nstorage:\n  bucket: b\n"
            })
    void createsFromAFileWithPartsReplaced(String request) throws IOException {
        services.on("POST " + BACKUPS, 201, ACCEPTED);
        Files.writeString(directory.resolve("request"), request);

        assertThat(shell.type("backup create -f request --environment prd").exitCode())
                .isZero();
        assertThat(services.last().body())
                .isEqualTo("{\"environment\":\"prd\",\"provider\":\"aws\",\"storage\":{\"bucket\":\"b\"}}");

        assertThat(shell.input(request).type("backup create -f -").exitCode()).isZero();
        assertThat(services.last().body()).contains("\"environment\":\"uat\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{", "text"})
    void refusesFilesThatAreNoRequests(String request) {
        Result result = shell.input(request).type("backup create -f -");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("lc2: The request file - ");
        assertThat(services.requests()).isEmpty();
    }

    @Test
    void saysThatAFileIsNotThere() {
        Result result = shell.type("backup create -f nowhere.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere.yaml does not exist");
    }

    @Test
    void showsEveryWrongFieldOfARefusedRequest() {
        services.on("POST " + BACKUPS, 400, """
                {"type": "urn:lc2:problem:invalid-request", "title": "The request is not valid", "status": 400,
                 "detail": "2 fields are wrong.", "nextStep": "Correct the fields.", "correlationId": "c-1",
                 "errors": [{"field": "environment", "message": "must not be null"},
                            {"field": "", "message": "names nothing to back up"}]}""");

        Result result = shell.type("backup create");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualToNormalizingNewlines("""
                lc2: The request is not valid: 2 fields are wrong.
                  environment: must not be null
                  names nothing to back up
                  correlation id c-1
                Next: Correct the fields.
                """);
    }

    @Test
    void saysHowToRepeatSafelyWhenTheLogIsAway() {
        services.on("POST " + BACKUPS, 503, """
                {"title": "The command was not acknowledged", "status": 503, "nextStep": "Try again."}""");

        Result result = shell.type("backup create");

        String key = services.last().headers().get("idempotency-key");
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(key).isNotBlank();
        assertThat(result.err()).contains("--idempotency-key " + key);
    }

    @Test
    void listsAsATable() {
        services.on("GET " + BACKUPS + "?environment=prd&status=Completed&pageSize=2", 200, """
                {"items": [%s, %s], "nextPageToken": "t2"}""".formatted(
                        Samples.completed(), Samples.backup("ExportInProgress", 10)));

        Result result = shell.type("backup list --environment prd --status Completed --page-size 2");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                BACKUP                        ENVIRONMENT  APPLICATION  STATUS            VERIFIED     SIZE  OBJECTS  REQUESTED         DURATION  BY
                b-local-7k3qwd2hzbmx4n5vfy6a  prd          liferay      Completed         Checksum  1.4 GiB    5,000  2026-11-21 11:00    1m 05s  user-42
                b-local-7k3qwd2hzbmx4n5vfy6a  prd          liferay      ExportInProgress  None            -        -  2026-11-21 11:00         -  user-42
                Next: lc2 backup list --environment prd --status Completed --page-size 2 --page-token t2
                """);
    }

    @Test
    void saysWhenThereIsNothing() {
        services.on("GET " + BACKUPS, 200, "{\"items\": [], \"nextPageToken\": null}");

        assertThat(shell.type("backup list").out()).isEqualToNormalizingNewlines("No backups.\n");
    }

    @Test
    void describes() {
        services.on("GET " + BACKUP, 200, Samples.completed());

        Result result = shell.type("backup describe " + BACKUP_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Backup        b-local-7k3qwd2hzbmx4n5vfy6a
                Project       acme
                Environment   prd
                Application   liferay
                Provider      local
                Components    database, objects
                Status        Completed
                Requested     2026-11-21 11:00:00 +01:00
                Started       2026-11-21 11:00:01 +01:00
                Ended         2026-11-21 11:01:06 +01:00
                Duration      1m 05s
                Asked by      user-42
                Data as of    2026-11-21 11:00:02 +01:00
                Size          1.4 GiB
                Objects       5,000
                Verified      Checksum
                Lifecycle     Active
                Retention     7 daily, 4 weekly, 0 monthly, 0 yearly
                Manifest      sha256:ab12
                Notes         before the [31m upgrade

                Steps
                  STEP           STATE  TRY     SIZE  ITEMS
                  dump-database  Done     1  1.0 MiB     12
                  copy-objects   Done     2  1.4 GiB  5,000

                Checks
                  CHECK              OF        RESULT  DETAIL
                  table-of-contents  database  passed  12 tables

                Artifacts
                  PATH                       OF           STORED  ORIGINAL  SHA-256
                  database/lportal.dump.zst  database  512.0 KiB   1.0 MiB  0123456789ab…
                Next: lc2 restore create b-local-7k3qwd2hzbmx4n5vfy6a --target-environment NAME --wait
                """);
    }

    @Test
    void describesAFailureWithItsNextStep() {
        services.on("GET " + BACKUP, 200, Samples.failed());

        Result result = shell.type("backup describe " + BACKUP_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Failed: The server main refused the password")
                .containsPattern("Reason +ACCESS_DENIED in database")
                .containsPattern("Next step +Check the secret of main.")
                .contains("Next: lc2 backup events b-local-7k3qwd2hzbmx4n5vfy6a");
    }

    @Test
    void showsEvents() {
        services.on("GET " + BACKUP + "/events", 200, """
                {"items": [{"eventId": "e1", "sequence": 1, "type": "BackupRequested",
                  "occurredAt": "2026-11-21T10:00:00Z", "actor": "user-42", "step": null, "attempt": null,
                  "detail": {"environment": "prd"}},
                 {"eventId": "e2", "sequence": 2, "type": "StepStarted", "occurredAt": "2026-11-21T10:00:01Z",
                  "actor": null, "step": "dump-database", "attempt": 1, "detail": null}]}""");

        assertThat(shell.type("backup events " + BACKUP_ID).out()).isEqualToNormalizingNewlines("""
                NO  TIME              EVENT            STEP           TRY  BY       DETAIL
                 1  2026-11-21 11:00  BackupRequested  -                -  user-42  {"environment":"prd"}
                 2  2026-11-21 11:00  StepStarted      dump-database    1  -
                """);
    }

    @Test
    void cancels() {
        services.on("POST " + BACKUP + ":cancel", 202, "{\"operationId\": \"x\", \"requestId\": \"r\"}");

        Result result = shell.type("backup cancel " + BACKUP_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Asked that backup " + BACKUP_ID + " stops.");
    }

    @Test
    void verifiesAndWaits() {
        services.on(
                        "POST " + BACKUP + ":verify",
                        202,
                        "{\"verificationId\": \"v-1\", \"status\": \"Pending\", \"requestId\": \"r\"}",
                        "Location: http://catalog/api/v1/projects/acme/operations/v-1")
                .on("GET /api/v1/projects/acme/operations/v-1", 200, """
                        {"operationId": "v-1", "kind": "verification", "status": "Completed", "version": 4,
                         "checks": [{"name": "read-back", "component": "database", "passed": true, "detail": ""}]}""");

        assertThat(shell.type("backup verify " + BACKUP_ID).out()).contains("Verification v-1 is asked for.");

        Result waited = shell.type("backup verify " + BACKUP_ID + " --wait");
        assertThat(waited.exitCode()).isZero();
        assertThat(waited.out()).contains("read-back").contains("passed");
    }

    @Test
    void deletesOnlyWhenConfirmed() {
        services.on("GET " + BACKUP, 200, Samples.completed())
                .on(
                        "DELETE " + BACKUP + "?reason=no%20longer%20needed",
                        204,
                        "",
                        "Location: http://catalog/api/v1/projects/acme/operations/p-1");

        Result dry = shell.run("backup", "delete", BACKUP_ID);
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).isEqualToNormalizingNewlines("""
                Would delete backup b-local-7k3qwd2hzbmx4n5vfy6a of prd: Completed, 1.4 GiB, 5,000 objects.
                Nothing was deleted.
                Next: lc2 backup delete b-local-7k3qwd2hzbmx4n5vfy6a --confirm
                """);
        assertThat(services.requests()).noneMatch(request -> request.line().startsWith("DELETE"));

        Result real = shell.run("backup", "delete", BACKUP_ID, "--confirm", "--reason", "no longer needed");
        assertThat(real.exitCode()).isZero();
        assertThat(services.last().line()).startsWith("DELETE ");
    }

    @Test
    void saysUntilWhenADeletionCanBeTakenBack() {
        services.on("GET " + BACKUP, 200, Samples.deleted())
                .on(
                        "DELETE " + BACKUP + "?force=true&reason=contract%20ended",
                        204,
                        "",
                        "Location: http://catalog/api/v1/projects/acme/operations/p-1")
                .on(
                        "GET /api/v1/projects/acme/operations/p-1",
                        200,
                        "{\"operationId\": \"p-1\", \"kind\": \"purge\", \"status\": \"AwaitingRemoval\", \"version\": 1}");

        Result result = shell.run(
                "backup", "delete", BACKUP_ID, "--confirm", "--force", "--reason", "contract ended", "--wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("SoftDeleted", "Removed after", "2026-12-21")
                .endsWith("Next: lc2 backup undelete " + BACKUP_ID + System.lineSeparator());
    }

    @Test
    void saysWhyADeletionIsRefused() {
        services.on("DELETE " + BACKUP, 204, "", "Location: http://catalog/api/v1/projects/acme/operations/p-1")
                .on("GET /api/v1/projects/acme/operations/p-1", 200, """
                        {"operationId": "p-1", "kind": "purge", "status": "Failed", "version": 0,
                         "failure": {"code": "LAST_RECOVERY_POINT", "component": "manifest",
                           "message": "Backup b is the last restorable one of environment prd",
                           "nextStep": "Make another backup first."}}""");

        Result result = shell.run("backup", "delete", BACKUP_ID, "--confirm", "--wait");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("LAST_RECOVERY_POINT", "last restorable one", "Make another backup first.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            undelete                  | :undelete              | Asked that the deletion of backup %s is taken back.
            hold --reason case-7      | :hold?reason=case-7    | Asked for a legal hold on backup %s.
            release --reason closed   | :release?reason=closed | Asked that the legal hold on backup %s is released.
            """)
    void asksForWhatChangesABackupAtOnce(String verb, String path, String said) {
        services.on("POST " + BACKUP + path, 202, "{\"backupId\": \"b\", \"requestId\": \"r\"}");

        Result result = shell.type("backup " + verb + " " + BACKUP_ID);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualToNormalizingNewlines(
                        said.formatted(BACKUP_ID) + "\nNext: lc2 backup describe " + BACKUP_ID + "\n");
    }

    @Test
    void saysThatABackupIsUnknown() {
        Result result = shell.type("backup describe b-9");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).isEqualToNormalizingNewlines("""
                lc2: There is nothing of this id
                Next: Check the id and the project.
                """);
    }
}
