package io.lc2.backup.executor.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads manifests. The checksum goes first, in a file beside it in the form of {@code sha256sum}; then the
 * manifest, unless it is there. Neither is ever rewritten.
 */
public final class ManifestStore {

    /** File with the checksum, relative to the folder of the backup. */
    public static final String CHECKSUM = BackupFolder.MANIFEST + ".sha256";

    /** A manifest describes databases and counts objects; it never lists them, so it is small. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            // Fields a later release adds without raising the version are not ours to judge.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ManifestStore() {}

    /**
     * Writes the manifest, which makes the backup exist. Idempotent.
     *
     * @return lower-case hexadecimal SHA-256 of its bytes
     * @throws PermanentProviderException with {@code MANIFEST_INVALID} when another manifest is there
     */
    public static String write(BackupFolder folder, BackupManifest manifest) {
        byte[] bytes = toJson(manifest);
        String sha256 = sha256(bytes);
        byte[] checksum = (sha256 + "  " + BackupFolder.MANIFEST + "\n").getBytes(StandardCharsets.US_ASCII);
        putOnce(folder, CHECKSUM, "text/plain", checksum);
        putOnce(folder, BackupFolder.MANIFEST, "application/json", bytes);
        return sha256;
    }

    /**
     * Reads a manifest and checks it.
     *
     * @param sha256 checksum the log has of it; null to trust the file beside it, when there is no log
     * @throws PermanentProviderException with {@code MANIFEST_INVALID} when it is missing, damaged or of a later version
     */
    public static BackupManifest read(BackupFolder folder, @Nullable String sha256) {
        return checked(folder, sha256).manifest();
    }

    /**
     * Looks for a manifest, reads and checks it.
     *
     * @param sha256 as for {@link #read}
     * @return empty when there is none
     * @throws PermanentProviderException with {@code MANIFEST_INVALID} when it is damaged or of a later version
     */
    public static Optional<Found> find(BackupFolder folder, @Nullable String sha256) {
        return folder.store()
                .head(folder.bucket(), folder.key(BackupFolder.MANIFEST))
                .map(head -> {
                    Checked checked = checked(folder, sha256);
                    return new Found(
                            checked.manifest(), checked.sha256(), head.entry().lastModified());
                });
    }

    /**
     * A manifest that was found.
     *
     * @param manifest what it says
     * @param sha256 lower-case hexadecimal SHA-256 of its bytes
     * @param writtenAt when it was written, as the store says
     */
    public record Found(BackupManifest manifest, String sha256, Instant writtenAt) {}

    private record Checked(BackupManifest manifest, String sha256) {}

    private static Checked checked(BackupFolder folder, @Nullable String sha256) {
        byte[] bytes = load(folder, BackupFolder.MANIFEST);
        String expected = sha256 == null ? checksumBeside(folder) : sha256;
        String actual = sha256(bytes);
        if (!actual.equals(expected)) {
            throw invalid(folder, "has SHA-256 " + actual + ", recorded was " + expected, null);
        }
        return new Checked(fromJson(folder, bytes), actual);
    }

    static byte[] toJson(BackupManifest manifest) {
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("manifest cannot be written as JSON", e);
        }
    }

    private static BackupManifest fromJson(BackupFolder folder, byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            int version = tree.path("formatVersion").asInt(0);
            if (version < 1 || version > BackupManifest.FORMAT_VERSION) {
                throw invalid(
                        folder,
                        "has format version " + version + ", this release reads 1 to " + BackupManifest.FORMAT_VERSION,
                        null);
            }
            return JSON.treeToValue(tree, BackupManifest.class);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(folder, "is not a manifest", e);
        }
    }

    private static String checksumBeside(BackupFolder folder) {
        String text = new String(load(folder, CHECKSUM), StandardCharsets.US_ASCII);
        int end = text.indexOf(' ');
        return end < 0 ? text.strip() : text.substring(0, end);
    }

    private static byte[] load(BackupFolder folder, String path) {
        Optional<ObjectHead> head = folder.store().head(folder.bucket(), folder.key(path));
        if (head.isEmpty()) {
            throw invalid(folder, "is not there (" + path + ")", null);
        }
        if (head.get().entry().bytes() > LARGEST) {
            throw invalid(folder, "is larger than any manifest (" + path + ")", null);
        }
        try (InputStream in = folder.store().read(folder.bucket(), folder.key(path), 0, -1)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "The connection broke while " + folder.key(path) + " was read",
                    "It is tried again; look at the store if this goes on.",
                    e);
        }
    }

    private static void putOnce(BackupFolder folder, String path, String type, byte[] bytes) {
        try (ObjectWriter writer = folder.store()
                .create(folder.bucket(), folder.key(path), new ObjectMetadata(type, Map.of()), bytes.length)) {
            writer.stream().write(bytes);
            if (!writer.commit() && !Arrays.equals(load(folder, path), bytes)) {
                throw invalid(folder, "is there already and says something else (" + path + ")", null);
            }
        } catch (IOException e) {
            throw new TransientProviderException(
                    FailureCode.CONNECTION_FAILED,
                    "The connection broke while " + folder.key(path) + " was written",
                    "It is tried again; look at the store if this goes on.",
                    e);
        }
    }

    private static PermanentProviderException invalid(BackupFolder folder, String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                "The manifest of " + folder.bucket() + "/" + folder.prefix() + " " + what,
                "Do not use this backup; restore another one and find out who changed the repository.",
                cause);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
