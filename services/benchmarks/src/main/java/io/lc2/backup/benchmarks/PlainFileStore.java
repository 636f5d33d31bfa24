package io.lc2.backup.benchmarks;

import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.StoreCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files as they are: what a shell's redirection is compared with. */
final class PlainFileStore implements ObjectStore {

    private final Path root;

    PlainFileStore(Path root) {
        this.root = root;
    }

    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(false, false, root.toString());
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        Path file = root.resolve(key);
        try {
            return Files.exists(file)
                    ? Optional.of(new ObjectHead(
                            new ObjectEntry(key, Files.size(file), "", Instant.EPOCH), ObjectMetadata.NONE))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        try {
            InputStream bytes = Files.newInputStream(root.resolve(key));
            bytes.skipNBytes(from);
            return new ObjectContent(head(bucket, key).orElseThrow(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        return new FileWriter(root.resolve(key));
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public void close() {}

    private static final class FileWriter implements ObjectWriter {

        private final Path target;
        private final Path partial;
        private final OutputStream stream;

        FileWriter(Path target) {
            this.target = target;
            this.partial = target.resolveSibling(target.getFileName() + ".partial");
            try {
                Files.createDirectories(target.getParent());
                stream = Files.newOutputStream(partial);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public boolean commit() {
            try {
                stream.close();
                Files.move(partial, target);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                stream.close();
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
