package io.lc2.backup.chaos.platform;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.process.JavaProcess;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system in memory that can be made full at once: it is told that it is no larger than what is on it. Only processes
 * within our mount namespace see it, and it is gone with the last of them.
 *
 * @param path where it is mounted
 */
public record Disk(Path path) implements AutoCloseable {

    private static final String SIZE = "4g";
    private static final int ANSWER_BOUND_SECONDS = 10;

    /** A command that runs another one where file systems may be mounted; empty if this machine lets nobody do that. */
    public static Optional<List<String>> namespace() {
        List<List<String>> ways = List.of(List.of("unshare", "-m"), List.of("unshare", "-Urm"));
        for (List<String> way : ways) {
            if (JavaProcess.works(List.of(
                    way.get(0), way.get(1), "sh", "-c", "mount -t tmpfs -o size=1m lc2 /tmp && exec \"$@\"", "sh"))) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    /** Mounts an empty one; only within such a namespace. */
    public static Disk mount(Path path) throws IOException {
        Files.createDirectories(path);
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=755", "lc2-chaos", path.toString());
        return new Disk(path);
    }

    /** From now on nothing fits any more. */
    public void fill() {
        try {
            FileStore store = Files.getFileStore(path);
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            // What is written meanwhile may be more than that already; a limit below what is used is refused.
            for (long spare = 0; spare < 64; spare = 2 * spare + 1) {
                if (resize(used / 1024 + spare * 64 + "k")) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new ChaosException("Cannot look at " + path, e);
        }
        throw new ChaosException("Cannot fill " + path);
    }

    /** There is room again. */
    public void free() {
        if (!resize(SIZE)) {
            throw new ChaosException("Cannot make room on " + path);
        }
    }

    /** Unmounts it; what is on it is gone. */
    @Override
    public void close() throws IOException {
        run("umount", path.toString());
    }

    private boolean resize(String size) {
        try {
            run("mount", "-o", "remount,size=" + size, path.toString());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(ANSWER_BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
