package io.lc2.backup.local.files;

import io.lc2.backup.executor.spi.ObjectEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which content a file has, as far as the file system tells: size, time of change and inode. A file that is replaced has
 * another inode, one that is written to another time.
 *
 * @param bytes size
 * @param etag names the version
 * @param modified time of change
 */
record FileVersion(long bytes, String etag, Instant modified) {

    private static final String INODE = "ino=";

    static FileVersion of(BasicFileAttributes attributes) {
        long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String etag =
                Long.toHexString(nanos) + "-" + Long.toHexString(attributes.size()) + "-" + inode(attributes.fileKey());
        return new FileVersion(
                attributes.size(), etag, attributes.lastModifiedTime().toInstant());
    }

    /** The version of a regular file; null when there is none. Links are not followed: they may lead anywhere. */
    static @Nullable FileVersion read(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? of(attributes) : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            if (isNoFolder(e)) {
                return null;
            }
            throw e;
        }
    }

    ObjectEntry entry(String key) {
        return new ObjectEntry(key, bytes, etag, modified);
    }

    /** A file is where the path needs a folder. */
    static boolean isNoFolder(IOException e) {
        return String.valueOf(e.getMessage()).contains("Not a directory");
    }

    private static String inode(@Nullable Object fileKey) {
        String text = String.valueOf(fileKey);
        int at = text.indexOf(INODE);
        return at < 0 ? "0" : text.substring(at + INODE.length(), text.length() - 1);
    }
}
