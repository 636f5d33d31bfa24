package io.lc2.backup.local.postgres;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.artifacts.ArtifactDescription;
import io.lc2.backup.executor.artifacts.ArtifactReader;
import io.lc2.backup.executor.artifacts.ArtifactWriter;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Stores inventories as JSON and reads them back. */
final class Inventories {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private Inventories() {}

    static Artifact write(BackupFolder folder, ArtifactDescription description, Inventory inventory) {
        try (ArtifactWriter writer = ArtifactWriter.create(folder, description)) {
            writer.stream().write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(inventory));
            return writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + description.path(), e);
        }
    }

    /** Reads one whose size and checksum are those recorded. */
    static Inventory read(BackupFolder folder, Artifact artifact) {
        try (ArtifactReader reader = ArtifactReader.open(folder, artifact)) {
            return parse(artifact, reader.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + artifact.path(), e);
        }
    }

    /** Bytes that are no text of any encoding are not JSON's fault to Jackson, but a failed read. */
    private static Inventory parse(Artifact artifact, byte[] bytes) {
        @Nullable Inventory inventory;
        try {
            inventory = JSON.readValue(bytes, Inventory.class);
        } catch (IOException e) {
            throw invalid(artifact, "is not an inventory", e);
        }
        if (inventory == null) {
            throw invalid(artifact, "is empty", null);
        }
        if (inventory.format() != Inventory.FORMAT) {
            throw invalid(artifact, "is of the unknown format " + inventory.format(), null);
        }
        return inventory;
    }

    private static PermanentProviderException invalid(Artifact artifact, String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                artifact.path() + " " + what,
                "Use a version of the executor that wrote it, or a newer one.",
                cause);
    }
}
