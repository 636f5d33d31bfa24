package io.lc2.backup.local.files;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.objects.Hashes;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StoreCapabilities;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folders below a root as buckets, files as objects, see {@link FileKeys} for keys. Files that others put there are objects
 * like any. Copies are made by us, and hashed on the way. Links are never followed.
 */
public final class FileObjectStore implements ObjectStore {

    private final Path root;
    private final FileListings listings;
    private final FileCopy copies = new FileCopy();

    /**
     * Opens a store.
     *
     * @param root a folder that exists
     * @param clock tells whether a folder has just changed
     */
    public FileObjectStore(Path root, InstantSource clock) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new PermanentProviderException(
                    FailureCode.NOT_CONFIGURED,
                    "the folder " + root + " of a file store cannot be opened: " + e.getMessage(),
                    "Create the folder, or correct the configuration of the store.",
                    e);
        }
        this.listings = new FileListings(clock);
    }

    @Override
    public StoreCapabilities capabilities() {
        return new StoreCapabilities(true, root.toUri().toString());
    }

    @Override
    public ObjectPage list(String bucket, String prefix, String startAfter, int limit) {
        Path folder = bucket(bucket);
        try {
            return listings.page(folder, prefix, startAfter, limit);
        } catch (IOException e) {
            throw FileErrors.of("listing " + bucket, e);
        }
    }

    @Override
    public Optional<ObjectHead> head(String bucket, String key) {
        FilePlace place = new FilePlace(bucket(bucket), key);
        try {
            FilePlace.Located file = place.locate();
            return file == null ? Optional.empty() : Optional.of(headOf(key, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileErrors.of("looking at " + place.description(), e);
        }
    }

    @Override
    public ObjectContent read(String bucket, String key, long from, long length) {
        FilePlace place = new FilePlace(bucket(bucket), key);
        try {
            FilePlace.Located file = require(place);
            FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            long left = Math.max(0, file.version().bytes() - from);
            long range = length < 0 ? left : Math.min(left, length);
            channel.position(from);
            return new ObjectContent(
                    headOf(key, file), new VersionedInput(file.path(), file.version(), channel, range));
        } catch (IOException e) {
            throw FileErrors.of("reading " + place.description(), e);
        }
    }

    @Override
    public ObjectWriter create(String bucket, String key, ObjectMetadata metadata, long expectedBytes) {
        Path folder = bucket(bucket);
        FilePlace place = new FilePlace(folder, key);
        try {
            FileTemporary temporary = FileTemporary.open(folder, key);
            return new FileWriter(place, metadata, temporary.path(), temporary.channel());
        } catch (IOException e) {
            throw FileErrors.of("writing " + place.description(), e);
        }
    }

    @Override
    public ObjectCopy copy(CopyOrder order) {
        FilePlace source =
                new FilePlace(bucket(order.sourceBucket()), order.source().key());
        Path targetFolder = bucket(order.targetBucket());
        FilePlace target = new FilePlace(targetFolder, order.targetKey());
        String what = "copying " + source.description();
        try {
            FilePlace.Located file = require(source);
            String wanted = order.source().etag();
            if (!wanted.isEmpty() && !wanted.equals(file.version().etag())) {
                throw changed(source);
            }
            FileCopy.Result result = copies.copy(file, target, FileTemporary.open(targetFolder, order.targetKey()));
            if (result == null) {
                throw changed(source);
            }
            return new ObjectCopy(result.version().entry(order.targetKey()), Hashes.hex(result.sha256()));
        } catch (IOException e) {
            throw FileErrors.of(what, e);
        }
    }

    @Override
    public void delete(String bucket, List<String> keys) {
        Path folder = bucket(bucket);
        for (String key : keys) {
            FilePlace place = new FilePlace(folder, key);
            try {
                FilePlace.Located file = place.locate();
                if (file != null) {
                    Files.deleteIfExists(file.path());
                    prune(folder, file.path().getParent());
                }
            } catch (IOException e) {
                throw FileErrors.of("deleting " + place.description(), e);
            }
        }
    }

    @Override
    public void close() {
        // Every file is closed by whoever reads or writes it.
    }

    /** The buckets of this store. */
    public FileBuckets buckets() {
        return new FileBuckets(this);
    }

    /** The folder a bucket has or would have. */
    Path folderOf(String bucket) {
        if (!FileKeys.isOrdinary(bucket)) {
            throw new PermanentProviderException(
                    FailureCode.BUCKET_NOT_FOUND,
                    "'" + bucket + "' cannot be the name of a folder below the root of the store",
                    "Name a folder below the root, without leading slash and without '..'.",
                    null);
        }
        return FileKeys.resolve(root, bucket);
    }

    private Path bucket(String name) {
        Path folder = folderOf(name);
        if (!isOwnFolder(folder)) {
            throw new PermanentProviderException(
                    FailureCode.BUCKET_NOT_FOUND,
                    "the folder " + name + " does not exist in the store",
                    "Create the folder, or correct the name in the request.",
                    null);
        }
        return folder;
    }

    /** Whether it is a folder, and neither it nor one on the way to it is a link. */
    private boolean isOwnFolder(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return root.equals(folder.getParent()) || folder.toRealPath().equals(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static ObjectHead headOf(String key, FilePlace.Located file) throws IOException {
        return new ObjectHead(file.version().entry(key), FileMetadata.read(file.path()));
    }

    private static FilePlace.Located require(FilePlace place) throws IOException {
        FilePlace.Located file = place.locate();
        if (file == null) {
            throw new PermanentProviderException(
                    FailureCode.OBJECT_NOT_FOUND,
                    place.description() + " does not exist",
                    "Find out who removed it.",
                    null);
        }
        return file;
    }

    private static TransientProviderException changed(FilePlace source) {
        return new TransientProviderException(
                FailureCode.SOURCE_CHANGED,
                source.description() + " has changed since it was listed",
                "Its new version is copied instead.",
                null);
    }

    /** Removes folders that have become empty: object stores have none. */
    private static void prune(Path bucket, @Nullable Path folder) throws IOException {
        Path empty = folder;
        try {
            while (empty != null && !empty.equals(bucket)) {
                Files.deleteIfExists(empty);
                empty = empty.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else is in it; so it stays.
            return;
        }
    }
}
