package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Identities derived from what the caller sent, so that a repeated call names the same things. They are part of the contract:
 * another derivation would let a call repeated across an upgrade make a second backup.
 */
public final class CommandIds {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_PER_CHARACTER = 5;

    /** 100 bits: no two operations ever share an id, and the id still fits into names at every provider. */
    private static final int CHARACTERS = 20;

    private CommandIds() {}

    /** The command a key stands for in a project: a UUID of version 8 (RFC 9562) made of a SHA-256. */
    static CommandId commandId(ProjectId project, String idempotencyKey) {
        ByteBuffer hash = ByteBuffer.wrap(sha256("lc2-command", project.value(), idempotencyKey));
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new CommandId(new UUID(high, low));
    }

    /**
     * The operation a command makes: {@code b-local-…}, {@code r-…}, {@code v-…}, {@code p-…}. It names the provider, so that a later
     * call about it needs no look-up to find the executor. What is asked takes part: a key that comes back with another request names
     * another operation, which the decider then rejects as {@code COMMAND_ID_REUSED}.
     *
     * @param request what the operation shall do, in a form that is equal for equal requests
     */
    static OperationId operationId(OperationKind kind, Provider provider, CommandId command, String request) {
        byte[] hash = sha256("lc2-operation", kind.name(), provider.name(), command.toString(), request);
        return new OperationId(letter(kind) + "-" + name(provider) + "-" + base32(hash));
    }

    /** The provider in an id made here; empty for an id that somebody else chose. */
    public static Optional<Provider> providerOf(OperationId id) {
        String[] parts = id.value().split("-", 3);
        if (parts.length < 3 || parts[2].length() != CHARACTERS) {
            return Optional.empty();
        }
        return Arrays.stream(Provider.values())
                .filter(provider -> name(provider).equals(parts[1]))
                .findFirst();
    }

    /** A digest of texts; each is preceded by its length, so that no two lists of texts look alike. */
    static byte[] sha256(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String letter(OperationKind kind) {
        return switch (kind) {
            case BACKUP -> "b";
            case RESTORE -> "r";
            case VERIFICATION -> "v";
            case PURGE -> "p";
        };
    }

    private static String name(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        int bits = 0;
        int held = 0;
        for (int next = 0; text.length() < CHARACTERS; ) {
            if (held < BITS_PER_CHARACTER) {
                bits = (bits << Byte.SIZE) | (bytes[next] & 0xff);
                held += Byte.SIZE;
                next++;
            }
            held -= BITS_PER_CHARACTER;
            text.append(ALPHABET.charAt((bits >> held) & 0x1f));
            bits &= (1 << held) - 1;
        }
        return text.toString();
    }
}
