package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The plain tools, as people use them. */
final class Shell {

    private Shell() {}

    /** Runs a script in a folder and returns how long it took; fails when any program of a pipe fails. */
    static double seconds(String script, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .inheritIO();
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(script + " ended with " + code);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
