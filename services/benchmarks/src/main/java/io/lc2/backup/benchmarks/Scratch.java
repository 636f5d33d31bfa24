package io.lc2.backup.benchmarks;

import io.lc2.backup.embedded.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for data that is quickly made again; it is removed in the end. */
record Scratch(Path folder) implements AutoCloseable {

    /** Makes one below {@code target/benchmarks}, or where the system property {@code lc2.benchmark.scratch} says. */
    static Scratch of(String name) throws IOException {
        Path parent = Path.of(System.getProperty("lc2.benchmark.scratch", "target/benchmarks"));
        return new Scratch(Files.createTempDirectory(Files.createDirectories(parent.toAbsolutePath()), name + "-"));
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(folder);
    }
}
