package io.lc2.backup.executor.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums as they are written everywhere: lower-case hexadecimal. */
public final class Hashes {

    private Hashes() {}

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** A fresh MD5, which is what many stores use as etag. */
    static MessageDigest md5() {
        return digest("MD5");
    }

    /** Bytes as lower-case hexadecimal. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
