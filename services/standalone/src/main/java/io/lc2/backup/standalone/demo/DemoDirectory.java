package io.lc2.backup.standalone.demo;

import io.lc2.backup.embedded.FileTree;
import io.lc2.backup.standalone.platform.StandaloneException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one demo, removed at its end; what a killed one left behind is removed by the next. */
final class DemoDirectory implements AutoCloseable {

    private static final String PREFIX = "demo-";
    private static final String LOCK = "demo.lock";
    private static final String KEEP = "keep";

    private final Path path;
    private final FileChannel lock;

    private DemoDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a directory.
     *
     * @param parent where; made if it is missing
     * @param needed free bytes that must be there
     * @param keep whether it stays
     */
    static DemoDirectory create(Path parent, long needed, boolean keep) {
        try {
            Files.createDirectories(parent);
            removeLeftovers(parent);
            long free = Files.getFileStore(parent).getUsableSpace();
            if (free < needed) {
                throw new StandaloneException(
                        "The demo needs %,d MB and %s has %,d MB free; make room, or name another directory with --work"
                                .formatted(needed >> 20, parent, free >> 20));
            }
            Path path = Files.createTempDirectory(parent, PREFIX);
            if (keep) {
                Files.createFile(path.resolve(KEEP));
            }
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new StandaloneException("Another process uses " + path + "; try again");
            }
            return new DemoDirectory(path, lock);
        } catch (IOException e) {
            throw new StandaloneException("Cannot make a directory in " + parent + ": " + e, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (!Files.exists(path.resolve(KEEP))) {
                FileTree.delete(path);
            }
        } catch (IOException e) {
            throw new StandaloneException("Cannot remove " + path + ": " + e + "; remove it yourself", e);
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        List<Path> demos;
        try (Stream<Path> children = Files.list(parent)) {
            demos = children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .filter(child -> Files.exists(child.resolve(LOCK)) && !Files.exists(child.resolve(KEEP)))
                    .toList();
        }
        for (Path demo : demos) {
            if (isAbandoned(demo)) {
                FileTree.delete(demo);
            }
        }
    }

    private static boolean isAbandoned(Path demo) throws IOException {
        try (FileChannel channel = FileChannel.open(demo.resolve(LOCK), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (java.nio.channels.OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }
}
