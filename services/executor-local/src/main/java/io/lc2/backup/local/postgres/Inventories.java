package io.lc2.backup.local.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    private static final ObjectMapper JSON = new ObjectMapper();

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
            Inventory inventory = JSON.readValue(reader.readAllBytes(), Inventory.class);
            if (inventory.format() != Inventory.FORMAT) {
                throw invalid(artifact, "is of the unknown format " + inventory.format(), null);
            }
            return inventory;
        } catch (JsonProcessingException e) {
            throw invalid(artifact, "is not an inventory", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + artifact.path(), e);
        }
    }

    private static PermanentProviderException invalid(Artifact artifact, String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                artifact.path() + " " + what,
                "Use a version of the executor that wrote it, or a newer one.",
                cause);
    }
}
