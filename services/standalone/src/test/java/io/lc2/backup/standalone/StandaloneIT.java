package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.standalone.background.DataDirectory;
import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.platform.NodeClients;
import io.lc2.backup.standalone.sample.SampleDatabase;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleLibrary;
import io.lc2.backup.standalone.sample.SampleSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What the launcher runs, as the processes it runs. */
@ExtendWith(EmbeddedServerExtension.class)
class StandaloneIT {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final Pattern BACKUP_ID = Pattern.compile("b-local-[0-9a-z-]+");
    private static final String CLI = "io.lc2.backup.cli.Lc2";

    @TempDir
    Path directory;

    record Answer(int exitCode, String out) {}

    @Test
    void backsUpAndRestoresASampleAndFindsItEqual() throws IOException {
        Answer demo = standalone("demo", "--small", "--work=" + directory.resolve("work"));

        assertThat(demo.out())
                .contains("Everything that was restored is equal to its source.", "BackupCompleted")
                .containsPattern("references-counted +s3-store: 72 of 72 objects .* 0 missing")
                .containsPattern("orphans-counted +3 objects that no row refers to, 3 of them look like files");
        assertThat(demo.exitCode()).isZero();
        try (var left = Files.list(directory.resolve("work"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("demo.log");
        }
    }

    /** The README's own words, with somebody's own servers, from the first start to the restore. */
    @Test
    void doesForOnesOwnServersWhatTheReadmeSays(EmbeddedDatabase database, EmbeddedS3 s3)
            throws SQLException, IOException {
        fill(database, s3);
        String data = "--data=" + directory.resolve("data");
        try {
            Answer up = standalone("up", data);
            assertThat(up.exitCode()).as(up.out()).isZero();
            assertThat(up.out()).contains("Command API", "Next:");
            assertThat(standalone("up", data).out()).contains("already runs");
            assertThat(standalone("status", data).exitCode()).isZero();
            setsGarbageAsideAndSendsItAgain();
            assertThat(standalone("down", data).out()).contains("is stopped");
            assertThat(standalone("status", data).exitCode()).isEqualTo(3);
            configure(database, s3);
            assertThat(standalone("up", data).exitCode()).isZero();

            List<List<String>> commands = Readme.commands("./lc2 backup create");
            String backupId = "";
            for (List<String> words : commands) {
                String known = backupId;
                Answer answer = cli(words.stream()
                        .map(word -> word.replace("<backupId>", known))
                        .toList());
                assertThat(answer.exitCode()).as(words + "\n" + answer.out()).isZero();
                assertThat(answer.out()).as(words.toString()).contains("Completed");
                Matcher id = BACKUP_ID.matcher(answer.out());
                backupId = id.find() ? id.group() : backupId;
            }
            assertThat(commands).hasSize(3);
            provesABackup(backupId);
            showsWhatAPolicyDoes(backupId);

            assertThat(standalone("down", data).exitCode()).isZero();
            assertThat(standalone("up", data).exitCode()).isZero();
            assertThat(cli(List.of("backup", "list", "--project", "acme")).out())
                    .contains(backupId, "Completed");
        } finally {
            standalone("down", data);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "restore", "drill", "policy", "retention", "catalog", "deadletters"})
    void explainsEveryVerb(String verb) {
        Answer help = run(Map.of(), CLI, List.of(verb, "--help"));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: lc2 " + verb, "Commands:");
    }

    /** Restored, checked, measured and removed again; the backup and its environment know. */
    private void provesABackup(String backupId) {
        Answer drill = cli(List.of("drill", "run", backupId, "--project", "acme", "--wait"));
        assertThat(drill.exitCode()).as(drill.out()).isZero();
        assertThat(drill.out()).contains("Completed", "RTO", "RPO");
        assertThat(cli(List.of("drill", "list", "--project", "acme")).out())
                .containsPattern("prd +passed +" + backupId);
        assertThat(cli(List.of("backup", "describe", backupId, "--project", "acme"))
                        .out())
                .contains("Restored");
    }

    /** From its file to what it would delete, and back to a file. */
    private void showsWhatAPolicyDoes(String backupId) throws IOException {
        Path file = directory.resolve("nightly.yaml");
        Files.writeString(file, """
                id: nightly
                schedule: {cron: "30 2 * * *", zone: Europe/Berlin}
                retention: {daily: 7, minKeep: 2}
                backup:
                  environment: prd
                  application: liferay
                  database: {instance: main, databases: [lportal]}
                  storage: {type: s3, bucket: library, excludeGeneratedFiles: true}
                """);
        assertThat(policy("preview", "-f", file.toString())).contains(backupId, "manual never expires");
        assertThat(applied(file)).contains("Policy nightly is now as " + file + " says.");
        assertThat(policy("describe", "nightly"))
                .contains("Active", "30 2 * * * in Europe/Berlin", "7 daily, at least 2", "Next runs");
        assertThat(policy("list")).containsPattern("nightly +prd +Active +30 2");

        Files.writeString(file, policy("describe", "nightly", "--document"));
        assertThat(applied(file)).contains("Policy nightly was as " + file + " says already");
        policy("pause", "nightly");
        await().atMost(1, TimeUnit.MINUTES)
                .until(() -> policy("describe", "nightly").contains("Paused"));
        assertThat(policy("describe", "nightly", "-o", "json"))
                .as("the document sent again was no event, the pause was one")
                .contains("\"version\" : 2,");
        assertThat(policy("events", "nightly")).contains("PolicyDefined", "PolicyPaused");

        assertThat(cli(List.of("retention", "simulate", "--policy", file.toString(), "--all", "--project", "acme"))
                        .out())
                .contains("Compared with policy nightly", backupId, "kept");
        assertThat(cli(List.of("policy", "pause", "unheard-of", "--project", "acme"))
                        .exitCode())
                .isEqualTo(4);
    }

    private String applied(Path file) {
        return policy("apply", "-f", file.toString(), "--wait", "--timeout", "2m");
    }

    private String policy(String... words) {
        List<String> arguments = new ArrayList<>(List.of("policy"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--project", "acme"));
        Answer answer = cli(arguments);
        assertThat(answer.exitCode()).as(arguments + "\n" + answer.out()).isZero();
        return answer.out();
    }

    /** Executor and catalog each write a letter of it; the README's commands show it and send it again, once. */
    private void setsGarbageAsideAndSendsItAgain() throws IOException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses().kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    "backup-commands",
                    "acme".getBytes(StandardCharsets.UTF_8),
                    "garbage".getBytes(StandardCharsets.UTF_8)));
        }
        List<String> list = List.of("deadletters", "list");
        await().atMost(1, TimeUnit.MINUTES).until(() -> cli(list).out().contains("magic byte 0x67"));
        Matcher id = Pattern.compile("(?m)^(\\d+-\\d+) ").matcher(cli(list).out());
        assertThat(id.find()).isTrue();

        assertThat(cli(List.of("deadletters", "replay", id.group(1))).out()).contains("Nothing was sent.", "--confirm");
        List<List<String>> commands = Readme.commands("./lc2 deadletters list");
        for (List<String> words : commands) {
            Answer answer = cli(words.stream()
                    .map(word -> word.replace("<id>", id.group(1)))
                    .toList());
            assertThat(answer.exitCode()).as(words + "\n" + answer.out()).isZero();
            assertThat(answer.out()).contains("backup-commands");
        }
        assertThat(commands).hasSize(3);
        assertThat(cli(List.of("deadletters", "replay", id.group(1), "--confirm"))
                        .exitCode())
                .isEqualTo(5);
    }

    private static void fill(EmbeddedDatabase database, EmbeddedS3 s3) throws SQLException {
        SampleInstallation sample = new SampleInstallation(3, SampleSize.small());
        database.createDatabase("lportal");
        try (Connection connection = NodeClients.connect(database, "lportal");
                S3Client client = NodeClients.s3(s3)) {
            new SampleDatabase(sample).fill(connection);
            new SampleLibrary(sample).store(client, "library", bytes -> {});
        }
    }

    private void configure(EmbeddedDatabase database, EmbeddedS3 s3) throws IOException {
        Path config = directory.resolve("data/config");
        Files.writeString(config.resolve("main-database.password"), database.password());
        Files.writeString(config.resolve("s3.secret"), s3.secretKey());
        Files.writeString(config.resolve("executor.yaml"), """
                lc2:
                  executor:
                    databases:
                      main:
                        host: %s
                        port: %d
                        user: %s
                        password-file: config/main-database.password
                        databases: [lportal]
                    stores:
                      s3:
                        type: s3
                        endpoint: %s
                        region: %s
                        access-key: %s
                        secret-key-file: config/s3.secret
                """.formatted(
                        database.host(), database.port(), database.user(), s3.endpoint(), s3.region(), s3.accessKey()));
    }

    private Addresses addresses() {
        return new DataDirectory(directory.resolve("data")).addresses().orElseThrow();
    }

    private Answer standalone(String... arguments) {
        return run(Map.of(), StandaloneApplication.class.getName(), List.of(arguments));
    }

    /** Finds the services by the variables that the launcher sets. */
    private Answer cli(List<String> arguments) {
        Map<String, String> found = Map.of(
                "LC2_API_URL", addresses().apiUrl().toString(),
                "LC2_CATALOG_URL", addresses().catalogUrl().toString());
        return run(found, CLI, arguments);
    }

    private Answer run(Map<String, String> environment, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
                mainClass));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command + "\n" + Files.readString(out));
            }
            return new Answer(process.exitValue(), Files.readString(out));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
