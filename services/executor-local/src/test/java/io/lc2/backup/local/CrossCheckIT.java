package io.lc2.backup.local;

import static io.lc2.backup.local.Laboratory.backup;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a real server compared with a library of files, in both layouts of Liferay, by a real executor. */
@ExtendWith(EmbeddedServerExtension.class)
class CrossCheckIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final int FILES = 50;

    @Test
    void countsOneMissingAndOneExtraObjectAndCompletes(
            EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database, @TempDir Path directory)
            throws Exception {
        try (Laboratory lab = new Laboratory(broker, registry, database, directory)) {
            makeDatabase(lab);
            Path s3 = Files.createDirectories(lab.files.resolve("s3-layout"));
            Path advanced = Files.createDirectories(lab.files.resolve("advanced"));
            for (int i = 100; i < 100 + FILES; i++) {
                write(s3.resolve("20097/31000/" + i + "/1.0"));
                write(advanced.resolve(
                        "20097/31000/" + ("" + i).substring(0, 2) + "/" + i + ".afsh/" + i + "_1.0.afsh"));
            }
            Files.delete(s3.resolve("20097/31000/120/1.0"));
            write(s3.resolve("20097/31000/999/1.0"));
            Files.delete(advanced.resolve("20097/31000/13/130.afsh/130_1.0.afsh"));
            write(advanced.resolve("README.txt"));
            Path elsewhere = Files.createDirectories(lab.files.resolve("elsewhere"));
            write(elsewhere.resolve("assets/logo.png"));

            try (ExecutorProcess executor = lab.executor().start();
                    EventLog events = lab.events()) {
                assertThat(outcome(lab, events, "s3-layout"))
                        .isEqualTo(new Outcome("s3-store", FILES, 49, 1, 1, 1, "20097/31000/120/1.0"));
                assertThat(outcome(lab, events, "advanced"))
                        .isEqualTo(new Outcome(
                                "advanced-file-system-store",
                                FILES,
                                49,
                                1,
                                1,
                                0,
                                "20097/31000/13/130.afsh/130_1.0.afsh"));
                assertThat(outcome(lab, events, "elsewhere")).isEqualTo(new Outcome("", FILES, 0, 0, 0, 0, ""));
            }
        }
    }

    /** What the manifest says. */
    record Outcome(
            String layout, long referenced, long present, long missing, long extra, long orphans, String example) {}

    private static Outcome outcome(Laboratory lab, EventLog events, String bucket) throws IOException {
        String id = "x-" + bucket;
        lab.ask(backup(id, "crosscheck", bucket));
        assertThat(events.awaitEnd(id, A_MINUTE)).isInstanceOf(BackupCompleted.class);
        JsonNode counts = new ObjectMapper()
                .readTree(Files.readString(lab.files.resolve("repository/acme/prd/backups/" + id + "/manifest.json")))
                .path("consistency");
        Outcome outcome = new Outcome(
                counts.path("layout").asText(),
                counts.path("referenced").asLong(),
                counts.path("present").asLong(),
                counts.path("missing").asLong(),
                counts.path("extra").asLong(),
                counts.path("orphans").asLong(),
                counts.path("missingExamples").path(0).asText(""));
        String said = checks(events.of(id)).get("references-counted");
        assertThat(said).contains(outcome.layout().isEmpty() ? "not recognised" : "49 of 50", outcome.example());
        return outcome;
    }

    private static Map<String, String> checks(List<BackupEvent> events) {
        return events.stream()
                .filter(StepSucceeded.class::isInstance)
                .map(StepSucceeded.class::cast)
                .filter(event -> event.step() == StepKind.VALIDATE_OBJECTS)
                .flatMap(event -> event.result().checks().stream())
                .collect(Collectors.toMap(Check::name, Check::detail));
    }

    private static void makeDatabase(Laboratory lab) {
        lab.execute("postgres", "CREATE DATABASE crosscheck");
        lab.execute(
                "crosscheck",
                "CREATE TABLE User_ (userId bigint)",
                "CREATE TABLE DLFileEntry (fileEntryId bigint, companyId bigint, groupId bigint, folderId bigint,"
                        + " name varchar(255))",
                "CREATE TABLE DLFileVersion (fileVersionId bigint, fileEntryId bigint, version varchar(75),"
                        + " storeUUID varchar(255))",
                "INSERT INTO DLFileEntry SELECT i, 20097, 20121, 31000, i::text FROM generate_series(100, "
                        + (99 + FILES) + ") i",
                "INSERT INTO DLFileVersion SELECT 1000 + fileEntryId, fileEntryId, '1.0', '' FROM DLFileEntry");
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content of " + file.getFileName());
    }
}
