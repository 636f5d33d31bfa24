package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.OperationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names and mark of what a restore makes: from the restore and the source only, never from the attempt. */
final class RestoredNames {

    /** PostgreSQL cuts longer names silently, so that two would become one. */
    private static final int LONGEST = 63;

    private static final int HASH_LENGTH = 10;
    private static final int SOURCE_LENGTH = 20;
    private static final int ID_LENGTH = LONGEST - SOURCE_LENGTH - HASH_LENGTH - 2;

    private RestoredNames() {}

    /** {@code <source>_<restoreId>}; what does not fit is cut and told apart by a hash of the whole. */
    static String database(String source, OperationId restoreId) {
        String whole = source + "_" + restoreId;
        if (whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return whole;
        }
        return cut(source, SOURCE_LENGTH) + "_" + cut(restoreId.value(), ID_LENGTH) + "_" + hash(whole);
    }

    /**
     * Where a database is until it carries the mark: making and marking are two statements, and a crash between them must not
     * leave something under the final name that nobody dares to remove. The name itself is the mark here.
     */
    static String unfinished(OperationId restoreId) {
        return "lc2_unfinished_" + hash(restoreId.value());
    }

    /** The comment that tells that a database is of this restore. */
    static String mark(OperationId restoreId) {
        return "lc2 restore " + restoreId;
    }

    private static String cut(String text, int bytes) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must have SHA-256", e);
        }
    }
}
