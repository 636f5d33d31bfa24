package io.lc2.backup.messaging.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link ConfluentPeer} as a child process; every answer is waited for with a bound. */
final class ConfluentProcess implements AutoCloseable {

    private static final String JAR_PROPERTY = "confluent.jar";
    private static final long BOUND_SECONDS = 60;

    /** What their deserializer made of a record. */
    record Value(String className, String json) {}

    /** Their classes threw; the message has every cause. */
    static final class PeerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PeerException(String causes) {
            super(causes);
        }
    }

    private final ExecutorService reading = Executors.newSingleThreadExecutor();
    private final Path log;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private ConfluentProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
        requests = process.outputWriter(UTF_8);
        answers = process.inputReader(UTF_8);
    }

    static ConfluentProcess start(Path directory) throws IOException {
        Path log = directory.resolve("confluent.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.lc2.backup.messaging.sample",
                        "-cp",
                        confluentJar() + File.pathSeparator + testClasses(),
                        ConfluentPeer.class.getName())
                .redirectError(log.toFile())
                .start();
        return new ConfluentProcess(log, process);
    }

    void set(String key, String value) throws Exception {
        ask("set " + key + " " + value);
    }

    byte[] write(String topic, String fixture) throws Exception {
        return Base64.getDecoder().decode(ask("write " + topic + " " + fixture)[1]);
    }

    Value read(String topic, byte[] data) throws Exception {
        String[] answer = ask("read " + topic + " " + Base64.getEncoder().encodeToString(data));
        return new Value(answer[1], decoded(answer[2]));
    }

    /** The process ends by itself when its input does. */
    @Override
    public void close() throws Exception {
        try {
            requests.close();
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            process.destroyForcibly();
            reading.shutdownNow();
        }
    }

    private String[] ask(String request) throws Exception {
        requests.write(request);
        requests.newLine();
        requests.flush();
        String line = answer();
        if (line == null) {
            throw new IOException("the process with Confluent's classes ended: " + Files.readString(log));
        }
        String[] words = line.split(" ", -1);
        if (words[0].equals("failed")) {
            throw new PeerException(decoded(words[1]));
        }
        return words;
    }

    private String answer() throws InterruptedException, ExecutionException, IOException {
        try {
            return reading.submit(answers::readLine).get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + BOUND_SECONDS + " s: " + Files.readString(log), e);
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    private static String confluentJar() {
        String jar = System.getProperty(JAR_PROPERTY);
        if (jar == null || !Files.exists(Path.of(jar))) {
            throw new IllegalStateException("System property " + JAR_PROPERTY
                    + " names no file; run this test with 'mvn verify', which fetches Confluent's classes");
        }
        return jar;
    }

    private static Path testClasses() {
        try {
            return Path.of(ConfluentPeer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
