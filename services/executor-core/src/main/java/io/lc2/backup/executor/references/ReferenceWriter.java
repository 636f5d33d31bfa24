package io.lc2.backup.executor.references;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Component;
import io.lc2.backup.executor.artifacts.ArtifactDescription;
import io.lc2.backup.executor.artifacts.ArtifactWriter;
import io.lc2.backup.executor.spi.BackupFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the keys that rows refer to as an artifact: text, one key per line, compressed. They have to come in order of
 * their UTF-8 bytes, repetitions are fine; whoever reads them refuses others. One thread at a time; {@link #close} without
 * {@link #commit} leaves nothing behind.
 */
public final class ReferenceWriter implements AutoCloseable {

    /** What such an artifact is. */
    public static final String MEDIA_TYPE = "text/vnd.lc2.object-keys+zstd";

    private final String path;
    private final ArtifactWriter artifact;
    private final Writer lines;

    /**
     * Starts an artifact of the database.
     *
     * @param path relative to the folder of the backup
     */
    public ReferenceWriter(BackupFolder folder, String path) {
        this.path = path;
        this.artifact = ArtifactWriter.create(folder, new ArtifactDescription(path, Component.DATABASE, MEDIA_TYPE));
        this.lines = new BufferedWriter(new OutputStreamWriter(artifact.stream(), StandardCharsets.UTF_8));
    }

    /** Adds the next key. */
    public void add(String key) {
        try {
            lines.write(KeyLines.line(key));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** Ends the artifact and makes it visible. */
    public Artifact commit() {
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
        return artifact.commit();
    }

    @Override
    public void close() {
        artifact.close();
    }
}
