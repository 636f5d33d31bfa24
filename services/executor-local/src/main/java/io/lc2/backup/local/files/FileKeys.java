package io.lc2.backup.local.files;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the object of a key is. Most keys are paths below the folder of the bucket, as they are. A key that cannot be one
 * (an empty segment, {@code ..}, a segment too long, or a file where another key needs a folder) is in an area of its own,
 * under the hexadecimal digits of its bytes, cut into folders: the order of those names is the order of the keys, and no key
 * can point outside.
 */
final class FileKeys {

    /** Names that begin with this, at the top of a bucket, are ours and no keys. */
    static final String RESERVED = ".lc2~";

    static final String TEMPORARY = RESERVED + "tmp";
    static final String ODD = RESERVED + "odd";
    static final String OWNER = RESERVED + "owner";

    private static final int LONGEST_NAME = 255;
    private static final int ODD_CHUNK = 200;
    private static final String ODD_FILE = ".o";

    private FileKeys() {}

    /** The path of an ordinary key; null when it is not one. */
    static @Nullable Path ordinary(Path bucket, String key) {
        return isOrdinary(key) ? resolve(bucket, key) : null;
    }

    /** The path a key has when it is no ordinary one, or when the ordinary path is taken by a folder. */
    static Path odd(Path bucket, String key) {
        String digits = HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
        Path path = bucket.resolve(ODD);
        int at = 0;
        while (digits.length() - at > ODD_CHUNK) {
            path = path.resolve(digits.substring(at, at + ODD_CHUNK));
            at += ODD_CHUNK;
        }
        return path.resolve(digits.substring(at) + ODD_FILE);
    }

    /** The key of a path in the odd area, relative to it; null when it is none. */
    static @Nullable String keyOfOdd(String relativePath) {
        if (!relativePath.endsWith(ODD_FILE)) {
            return null;
        }
        String digits = relativePath
                .substring(0, relativePath.length() - ODD_FILE.length())
                .replace("/", "");
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
    }

    /** A path below a folder. */
    static Path resolve(Path folder, String relative) {
        try {
            return folder.resolve(relative);
        } catch (InvalidPathException e) {
            throw unspeakable(folder + "/" + relative, e);
        }
    }

    /** What to say of a name that Java and the file system do not spell the same way. */
    static PermanentProviderException unspeakable(String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.NOT_SUPPORTED,
                "the file name " + what + " is not valid UTF-8, or this process does not run in a UTF-8 locale",
                "Start the executor with LC_ALL=C.UTF-8; if it does, rename the file or exclude its folder.",
                cause);
    }

    /** What to say of a link. */
    static PermanentProviderException link(Path path) {
        return new PermanentProviderException(
                FailureCode.NOT_SUPPORTED,
                path + " is a symbolic link, and what it points to may lie outside the folder",
                "Replace the link by what it points to (a bind mount will do), or use that as the folder.",
                null);
    }

    /** Whether every segment can be the name of a file or folder, and none climbs up or hides in our own area. */
    static boolean isOrdinary(String path) {
        if (path.startsWith(RESERVED)) {
            return false;
        }
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (!isName(path.substring(from, to))) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    private static boolean isName(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf('\0') < 0
                && (segment.length() <= LONGEST_NAME / 3
                        || segment.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME);
    }
}
