package io.lc2.backup.cli;

import static io.lc2.backup.cli.Samples.ACCEPTED;
import static io.lc2.backup.cli.Samples.BACKUP;
import static io.lc2.backup.cli.Samples.BACKUPS;
import static io.lc2.backup.cli.Samples.BACKUP_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.cli.Shell.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {

    @TempDir
    private Path directory;

    private StubServices services;
    private Shell shell;

    @BeforeEach
    void open() {
        services = new StubServices().on("POST " + BACKUPS, 201, ACCEPTED);
        shell = Shell.at(services, directory);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void followsTheStreamToTheEnd() {
        services.on("GET " + BACKUP, 200, Samples.backup("Pending", 0)).stream(
                "GET " + BACKUP + "/progress", Samples.backup("ExportInProgress", 524288), Samples.completed());

        Result result = shell.type("backup create --wait");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Completed").contains("Next: lc2 restore create " + BACKUP_ID);
        assertThat(services.requests())
                .anySatisfy(request -> assertThat(request.headers()).containsEntry("prefer", "wait=20"));
    }

    @Test
    void asksWhereThereIsNoStream() {
        services.on("GET " + BACKUP, 200, Samples.backup("Pending", 0)).on("GET " + BACKUP, 200, Samples.completed());

        assertThat(shell.type("backup create --wait").exitCode()).isZero();
    }

    @Test
    void asksWhereTheStreamBreaksOff() {
        services
                .on("GET " + BACKUP, 200, Samples.backup("Pending", 0))
                .on("GET " + BACKUP, 200, Samples.completed())
                .stream("GET " + BACKUP + "/progress", Samples.backup("ExportInProgress", 524288));

        assertThat(shell.type("backup create --wait").exitCode()).isZero();
    }

    @Test
    void bearsACatalogThatIsAwayForAMoment() {
        services.on("GET " + BACKUP, 503, "{}").on("GET " + BACKUP, 200, Samples.completed());

        assertThat(shell.type("backup create --wait").exitCode()).isZero();
    }

    @Test
    void endsWithThreeWhenTheBackupFailed() {
        services.on("GET " + BACKUP, 200, Samples.failed());

        Result result = shell.type("backup create --wait");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("Check the secret of main.");
    }

    @Test
    void endsWithFiveWhenTheCommandWasRejected() {
        services.on("GET " + BACKUP, 200, Samples.refused());

        assertThat(shell.type("backup create --wait").exitCode()).isEqualTo(5);
    }

    @Test
    void endsWithSevenWhenTheTimeIsOver() {
        services.on("GET " + BACKUP, 200, Samples.backup("ExportInProgress", 10));

        Result result = shell.type("backup describe " + BACKUP_ID + " --wait --timeout 1s");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.err()).contains("Not ended within 1 s; it goes on");
    }

    @Test
    void writesOverOneLineOnATerminal() {
        services.on("GET " + BACKUP, 200, Samples.backup("ExportInProgress", 524288))
                .on("GET " + BACKUP, 200, Samples.completed());

        Result result = shell.onATerminal().type("backup describe " + BACKUP_ID + " --wait");

        assertThat(result.err())
                .contains("\rExportInProgress  dump-database [##########----------] 50%, 512.0 KiB of 1.0 MiB")
                .endsWith("\r\033[K")
                .doesNotContain("\n");
    }

    @Test
    void writesPlainLinesElsewhere() {
        services.on("GET " + BACKUP, 200, Samples.backup("ExportInProgress", 524288))
                .on("GET " + BACKUP, 200, Samples.backup("ExportInProgress", 524289))
                .on("GET " + BACKUP, 200, Samples.completed());

        Result result = shell.type("backup describe " + BACKUP_ID + " --wait");

        assertThat(result.err()).isEqualToNormalizingNewlines("""
                ExportInProgress  dump-database 50%, 512.0 KiB of 1.0 MiB
                Completed
                """);
    }

    @Test
    void keepsTheResultReadableForPrograms() {
        services.on("GET " + BACKUP, 200, Samples.completed());

        Result json = shell.type("backup create --wait -o json");
        Result yaml = shell.type("-o yaml backup create --wait");

        assertThat(json.out())
                .startsWith("{")
                .contains("\"bytes\" : 1503238553")
                .doesNotContain("Next");
        assertThat(yaml.out())
                .startsWith("backupId: b-local-")
                .contains("\nbytes: 1503238553")
                .doesNotContain("Next");
    }
}
