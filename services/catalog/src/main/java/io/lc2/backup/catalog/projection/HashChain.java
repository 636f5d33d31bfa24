package io.lc2.backup.catalog.projection;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain that makes the audit trail tamper-evident: each hash is SHA-256 of the hash before it and the value of the
 * record as it lies on the topic. Whoever has the topic can compute it again.
 */
public final class HashChain {

    /** What stands before the first record of a project. */
    private static final byte[] START = new byte[32];

    private final MessageDigest digest;
    private byte[] head;
    private long entries;

    private HashChain(byte[] head, long entries) {
        this.head = head;
        this.entries = entries;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The chain of a project without records. */
    public static HashChain start() {
        return new HashChain(START, 0);
    }

    /** A chain that goes on where another one ended. */
    public static HashChain from(byte[] head, long entries) {
        return new HashChain(head.clone(), entries);
    }

    /**
     * Adds a record.
     *
     * @param raw its value, as read
     * @return its hash
     */
    public byte[] add(byte[] raw) {
        digest.update(head);
        head = digest.digest(raw);
        entries++;
        return head.clone();
    }

    /** The hash of the last record. */
    public byte[] head() {
        return head.clone();
    }

    /** How many records it has. */
    public long entries() {
        return entries;
    }
}
