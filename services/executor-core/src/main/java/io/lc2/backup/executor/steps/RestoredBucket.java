package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.OperationId;
import java.util.Locale;

/** The name of the bucket a restore makes. */
final class RestoredBucket {

    /** The longest name S3 allows. */
    private static final int LONGEST = 63;

    private RestoredBucket() {}

    /**
     * The source's name and the restore's id; a source's name that is too long is cut, the id never is, so names of two
     * restores differ.
     */
    static String name(String source, OperationId restoreId) {
        String suffix = "-" + restoreId;
        String readable =
                source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-").replaceAll("^-+", "");
        if (suffix.length() >= LONGEST) {
            return restoreId.value();
        }
        int room = LONGEST - suffix.length();
        return (readable.length() <= room ? readable : readable.substring(0, room)) + suffix;
    }
}
