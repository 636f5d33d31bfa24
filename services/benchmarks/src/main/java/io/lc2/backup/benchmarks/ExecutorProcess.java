package io.lc2.backup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other end of {@link ExecutorMain}. */
final class ExecutorProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;

    ExecutorProcess(Map<String, String> environment, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx192m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ExecutorMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.getOutputStream();
    }

    /**
     * What one order took.
     *
     * @param millis wall time
     * @param bytes stored bytes it was about
     * @param peakMegabytes the most memory the process ever had resident
     */
    record Answer(long millis, long bytes, long peakMegabytes) {}

    Answer run(String order, int round) throws IOException {
        orders.write((order + " " + round + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the executor has ended during " + order);
        }
        String[] words = line.split(" ");
        return new Answer(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
        answers.close();
    }
}
