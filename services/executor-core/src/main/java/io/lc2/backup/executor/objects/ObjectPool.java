package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The pool of an environment: objects that its incremental backups share, in {@code <project>/<environment>/objects/}.
 *
 * <p>A name holds the backup that copied the object, so nothing but that backup ever makes it, and a later backup comes to
 * need it only by taking it over from a manifest that lives. What no living manifest needs is therefore garbage for good:
 * no copy can bring it back between the look and the removal.
 */
public final class ObjectPool {

    /** Its folder, relative to that of the environment. */
    public static final String FOLDER = "objects/";

    /** Its folder, relative to that of a backup. */
    public static final String FROM_BACKUP = BackupFolder.OUT + FOLDER;

    private static final int NAME_DIGITS = 64;

    private ObjectPool() {}

    /**
     * Where a backup puts a version of an object, relative to its folder.
     *
     * @param source what tells the library from others, for example store and bucket
     */
    public static String pathOf(BackupFolder folder, String source, String key, String etag) {
        MessageDigest digest = Hashes.sha256();
        for (String part : List.of(folder.prefix(), source, key, etag)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no part can pass for the end of another.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        String name = Hashes.hex(digest.digest());
        return FROM_BACKUP + name.substring(0, 2) + "/" + name;
    }

    /** Whether something in the pool, relative to its folder, is named as we name objects. */
    static boolean isName(String path) {
        if (path.length() != NAME_DIGITS + 3 || path.charAt(2) != '/' || !path.startsWith(path.substring(0, 2), 3)) {
            return false;
        }
        return path.chars().skip(3).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** The first 64 bits of a name, whose unsigned order is that of the names. */
    static long number(String path) {
        return Long.parseUnsignedLong(path, 3, 3 + 16, 16);
    }
}
