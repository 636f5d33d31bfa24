package io.lc2.backup.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.standalone.background.DataDirectory;
import io.lc2.backup.standalone.platform.Addresses;
import io.lc2.backup.standalone.sample.SampleDatabase;
import io.lc2.backup.standalone.sample.SampleInstallation;
import io.lc2.backup.standalone.sample.SampleSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.io.TempDir;

/** What the launcher runs, as the processes it runs. */
class StandaloneIT {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String CLI = "io.lc2.backup.cli.Lc2";

    @TempDir
    Path directory;

    record Answer(int exitCode, String out) {}

    @Test
    void backsUpAndRestoresASampleAndFindsItEqual() throws IOException {
        Answer demo = standalone("demo", "--small", "--work=" + directory.resolve("work"));

        assertThat(demo.out()).contains("Everything that was restored is equal to its source.", "BackupCompleted");
        assertThat(demo.exitCode()).isZero();
        try (var left = Files.list(directory.resolve("work"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("demo.log");
        }
    }

    @Test
    void findsWhatItHadAfterDownAndUp() throws SQLException {
        String data = "--data=" + directory.resolve("data");
        try {
            Answer up = standalone("up", data);
            assertThat(up.exitCode()).as(up.out()).isZero();
            assertThat(up.out()).contains("Command API", "Next:");
            assertThat(standalone("up", data).out()).contains("already runs");
            assertThat(standalone("status", data).exitCode()).isZero();
            fillDatabase();
            Answer backup = cli(
                    "backup",
                    "create",
                    "--project",
                    "acme",
                    "--environment",
                    "prd",
                    "--application",
                    "liferay",
                    "--database-instance",
                    "embedded",
                    "--database",
                    "lportal",
                    "--wait");
            assertThat(backup.exitCode()).as(backup.out()).isZero();
            setsGarbageAsideAndSendsItAgain();

            assertThat(standalone("down", data).out()).contains("is stopped");
            assertThat(standalone("status", data).exitCode()).isEqualTo(3);
            assertThat(standalone("up", data).exitCode()).isZero();

            assertThat(cli("backup", "list", "--project", "acme").out()).contains("Completed", "b-local-");
        } finally {
            standalone("down", data);
        }
    }

    /** Executor and catalog each write a letter of it; sent again, it becomes two more. */
    private void setsGarbageAsideAndSendsItAgain() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses().kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    "backup-commands",
                    "acme".getBytes(StandardCharsets.UTF_8),
                    "garbage".getBytes(StandardCharsets.UTF_8)));
        }
        await().atMost(1, TimeUnit.MINUTES)
                .until(() -> cli("deadletters", "list").out().contains("magic byte 0x67"));
        Matcher id = Pattern.compile("(?m)^(\\d+-\\d+) ")
                .matcher(cli("deadletters", "list").out());
        assertThat(id.find()).isTrue();

        assertThat(cli("deadletters", "show", id.group(1)).out()).contains("backup-commands", "garbage");
        assertThat(cli("deadletters", "replay", id.group(1)).out()).contains("Nothing was sent.", "--confirm");
        assertThat(cli("deadletters", "replay", id.group(1), "--confirm").exitCode())
                .isZero();
        assertThat(cli("deadletters", "replay", id.group(1), "--confirm").exitCode())
                .isEqualTo(5);
    }

    private void fillDatabase() throws SQLException {
        Addresses.Server server = addresses().database();
        try (Connection maintenance = connect(server, server.address());
                Statement statement = maintenance.createStatement()) {
            statement.execute("create database lportal");
        }
        try (Connection connection = connect(server, server.address().replace("/postgres", "/lportal"))) {
            new SampleDatabase(new SampleInstallation(3, SampleSize.small())).fill(connection);
        }
    }

    private Connection connect(Addresses.Server server, String url) throws SQLException {
        try {
            String password = Files.readString(directory.resolve("data").resolve(server.secretFile()));
            return DriverManager.getConnection(url, server.user(), password.strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Addresses addresses() {
        return new DataDirectory(directory.resolve("data")).addresses().orElseThrow();
    }

    private Answer standalone(String... arguments) {
        return run(StandaloneApplication.class.getName(), arguments);
    }

    private Answer cli(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--api=" + addresses().apiUrl());
        all.add("--catalog=" + addresses().catalogUrl());
        return run(CLI, all.toArray(String[]::new));
    }

    private Answer run(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
                mainClass));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .start();
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
