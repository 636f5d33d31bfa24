package io.lc2.backup.local.files;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders as buckets. Whose one is, a file in it says that no listing shows. */
public final class FileBuckets implements Buckets {

    private static final Logger LOG = LoggerFactory.getLogger(FileBuckets.class);
    private static final long SYNC_MINUTES = 30;

    private final FileObjectStore store;

    FileBuckets(FileObjectStore store) {
        this.store = store;
    }

    @Override
    public boolean exists(String bucket) {
        return Files.isDirectory(store.folderOf(bucket), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void create(String bucket, OperationId owner) {
        Path folder = store.folderOf(bucket);
        try {
            Files.createDirectories(folder);
            adopt(bucket, owner);
            requireOwner(bucket, owner);
        } catch (IOException e) {
            throw FileErrors.of("creating the folder " + bucket, e);
        }
    }

    @Override
    public boolean adopt(String bucket, OperationId owner) {
        if (!exists(bucket)) {
            return false;
        }
        Path folder = store.folderOf(bucket);
        try {
            if (readOwner(folder).isEmpty() && isEmpty(bucket)) {
                mark(folder, owner);
            }
            return readOwner(folder).equals(Optional.of(owner));
        } catch (IOException e) {
            throw FileErrors.of("saying whose folder " + bucket + " is", e);
        }
    }

    @Override
    public void remove(String bucket, OperationId owner) {
        if (!exists(bucket)) {
            return;
        }
        try {
            requireOwner(bucket, owner);
            if (!isEmpty(bucket)) {
                throw notOurs(bucket, "still holds objects");
            }
            removeFolders(store.folderOf(bucket));
        } catch (IOException e) {
            throw FileErrors.of("removing the folder " + bucket, e);
        }
    }

    /** One call for the whole file system where there is one; the same file by file where there is not. */
    @Override
    public void flush(String bucket, String prefix) {
        Path folder = store.folderOf(bucket);
        try {
            if (!syncFileSystem(folder)) {
                Files.walkFileTree(folder, new Syncing());
            }
        } catch (IOException e) {
            throw FileErrors.of("flushing " + bucket + " to disk", e);
        }
    }

    @Override
    public void discardUnfinished(String bucket, String prefix) {
        Path folder = store.folderOf(bucket).resolve(FileKeys.TEMPORARY);
        String begin = FileTemporary.beginOfName(prefix);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                if (path.getFileName().toString().startsWith(begin)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw FileErrors.of("removing unfinished files of " + bucket, e);
        }
    }

    private boolean isEmpty(String bucket) {
        return store.list(bucket, "", "", 1).entries().isEmpty();
    }

    private void requireOwner(String bucket, OperationId owner) throws IOException {
        Optional<OperationId> there = readOwner(store.folderOf(bucket));
        if (!there.equals(Optional.of(owner))) {
            throw notOurs(bucket, there.map(other -> "belongs to " + other).orElse("was not made by LC2 Backup"));
        }
    }

    private static PermanentProviderException notOurs(String bucket, String why) {
        return new PermanentProviderException(
                FailureCode.TARGET_NOT_OURS,
                "the folder " + bucket + " is there and " + why,
                "Move it away or remove it yourself, when nothing needs it any more.",
                null);
    }

    private static Optional<OperationId> readOwner(Path folder) throws IOException {
        try {
            String text = Files.readString(folder.resolve(FileKeys.OWNER), StandardCharsets.UTF_8);
            return Names.isLabel(text) ? Optional.of(new OperationId(text)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Written whole or not at all, and never over another's. */
    private static void mark(Path folder, OperationId owner) throws IOException {
        FileTemporary temporary = FileTemporary.open(folder, "owner");
        try (FileChannel channel = temporary.channel()) {
            int written = channel.write(StandardCharsets.UTF_8.encode(owner.value()));
            assert written > 0;
            channel.force(true);
            Files.createLink(folder.resolve(FileKeys.OWNER), temporary.path());
        } catch (FileAlreadyExistsException e) {
            // Another attempt was faster; whose it is, is read afterwards.
            return;
        } finally {
            Files.deleteIfExists(temporary.path());
        }
    }

    /** The mark goes last but one: a crash before leaves ours, a crash after an empty folder that nobody claims. */
    private static void removeFolders(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.startsWith(folder.resolve(FileKeys.TEMPORARY))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (!visited.equals(folder)) {
                    Files.deleteIfExists(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(folder.resolve(FileKeys.OWNER));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            throw notOurs(String.valueOf(folder.getFileName()), "got something new just now");
        }
    }

    private static boolean syncFileSystem(Path folder) throws IOException {
        Process sync;
        try {
            sync = new ProcessBuilder("sync", "-f", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("There is no sync program; flushing file by file");
            return false;
        }
        try {
            return sync.waitFor(SYNC_MINUTES, TimeUnit.MINUTES) && sync.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while flushing", e);
        } finally {
            sync.destroy();
        }
    }

    private static final class Syncing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                } catch (NoSuchFileException e) {
                    // Removed meanwhile.
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
