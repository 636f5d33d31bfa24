package io.lc2.backup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of ours in a process of its own: it is given one order per line and answers each with one line of figures. */
final class Child implements AutoCloseable {

    /** As the executor runs: its memory is to be bounded whatever it works on. */
    static final List<String> EXECUTOR = List.of("-Xmx192m", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;

    Child(Class<?> program, List<String> options, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        // For a profiler, for example.
        String more = System.getProperty("lc2.benchmark.options", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" ")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.getOutputStream();
    }

    /** The figures of the answer, which are whole numbers. */
    long[] ask(String order) throws IOException {
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process has ended during: " + order);
        }
        String[] words = line.split(" ");
        long[] figures = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            figures[i] = Long.parseLong(words[i]);
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
        answers.close();
    }
}
