package io.lc2.backup.local.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where one key of one bucket is, or would be. */
final class FilePlace {

    private final Path bucket;
    private final String key;
    private final @Nullable Path ordinary;

    FilePlace(Path bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        this.ordinary = FileKeys.ordinary(bucket, key);
    }

    /** For people. */
    String description() {
        return bucket.getFileName() + "/" + key;
    }

    /** The ordinary path; null when the key has none. */
    @Nullable Path ordinary() {
        return ordinary;
    }

    Path odd() {
        return FileKeys.odd(bucket, key);
    }

    /** Few buckets have odd keys at all, and asking for the area alone is quick. */
    boolean existsOdd() {
        return Files.exists(bucket.resolve(FileKeys.ODD)) && Files.exists(odd(), LinkOption.NOFOLLOW_LINKS);
    }

    /** The file of this key; null when there is none. */
    @Nullable Located locate() throws IOException {
        Path path = ordinary;
        FileVersion version = path == null || !isBelowFolders(path) ? null : FileVersion.read(path);
        if (version == null) {
            path = odd();
            version = FileVersion.read(path);
        }
        return version == null ? null : new Located(Objects.requireNonNull(path), version);
    }

    /** Whether the way to a path is there and has no link in it, which may lead anywhere. */
    private boolean isBelowFolders(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || folder.equals(bucket)) {
            return true;
        }
        try {
            return folder.toRealPath().equals(folder);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            if (FileVersion.isNoFolder(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Makes sure that what is written to the ordinary path stays in the bucket: the part of the way that is there already
     * must have no link in it.
     *
     * @throws io.lc2.backup.executor.spi.PermanentProviderException when a link is in the way
     */
    void requireNoLink() throws IOException {
        Path folder = ordinary == null ? null : ordinary.getParent();
        while (folder != null && !folder.equals(bucket)) {
            try {
                if (folder.toRealPath().equals(folder)) {
                    return;
                }
                throw FileKeys.link(folder);
            } catch (NoSuchFileException e) {
                folder = folder.getParent();
            } catch (IOException e) {
                if (FileVersion.isNoFolder(e)) {
                    // A file is in the way, which whoever writes there learns.
                    return;
                }
                throw e;
            }
        }
    }

    /** Makes the folders above a path. */
    static void makeFolders(Path path) throws IOException {
        try {
            Files.createDirectories(path.getParent());
        } catch (FileAlreadyExistsException e) {
            throw new FileTakenByFolderException(e);
        }
    }

    /**
     * A file that is there.
     *
     * @param path where
     * @param version which content
     */
    record Located(Path path, FileVersion version) {}
}
