package io.lc2.backup.local.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

    boolean existsOdd() {
        return Files.exists(odd(), LinkOption.NOFOLLOW_LINKS);
    }

    /** The file of this key; null when there is none. */
    @Nullable Located locate() throws IOException {
        Path path = ordinary;
        FileVersion version = path == null ? null : FileVersion.read(path);
        if (version == null) {
            path = odd();
            version = FileVersion.read(path);
        }
        return version == null ? null : new Located(Objects.requireNonNull(path), version);
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
