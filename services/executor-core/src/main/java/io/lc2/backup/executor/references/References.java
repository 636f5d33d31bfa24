package io.lc2.backup.executor.references;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.executor.artifacts.ArtifactReader;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All keys that the rows of a dump refer to, in order, whatever databases they are in: a stream that holds one key per
 * database. It ends only if every artifact is as it was written.
 */
public final class References implements Iterator<String>, AutoCloseable {

    private static final String FACT = "references.";

    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Source> waiting =
            new PriorityQueue<>(Comparator.comparing(Source::head, KeyOrder.ASCENDING));

    private References() {}

    /** Name of the fact by which a dump tells the path of the keys of one database. */
    public static String fact(KeyLayout layout, String database) {
        return FACT + layout.name() + "." + database;
    }

    /** Artifacts of a dump that hold keys of this layout; none when its databases have no such rows. */
    public static List<Artifact> of(StepResult dump, KeyLayout layout) {
        String prefix = fact(layout, "");
        return dump.facts().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(prefix))
                .flatMap(fact -> dump.artifacts().stream()
                        .filter(artifact -> artifact.path().equals(fact.getValue())))
                .toList();
    }

    /**
     * Opens artifacts.
     *
     * @throws io.lc2.backup.executor.spi.ProviderException when one is gone; later, with {@code VALIDATION_FAILED}, when
     *     one turns out to be damaged
     */
    public static References open(BackupFolder folder, List<Artifact> artifacts) {
        References references = new References();
        boolean opened = false;
        try {
            for (Artifact artifact : artifacts) {
                references.add(new Source(artifact.path(), ArtifactReader.open(folder, artifact)));
            }
            opened = true;
            return references;
        } finally {
            if (!opened) {
                references.close();
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty();
    }

    @Override
    public String next() {
        Source first = waiting.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        String key = first.head();
        if (first.advance()) {
            waiting.add(first);
        }
        return key;
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
    }

    private void add(Source source) {
        sources.add(source);
        if (source.advance()) {
            waiting.add(source);
        }
    }

    /** One artifact and the key it is at. */
    private static final class Source {

        private final String path;
        private final BufferedReader lines;
        private @Nullable String head;

        Source(String path, ArtifactReader artifact) {
            this.path = path;
            this.lines = new BufferedReader(new InputStreamReader(artifact, StandardCharsets.UTF_8));
        }

        String head() {
            return Objects.requireNonNull(head, "asked only while there is one");
        }

        boolean advance() {
            try {
                String line = lines.readLine();
                head = line == null ? null : KeyLines.key(line);
                return line != null;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }

        void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close " + path, e);
            }
        }
    }
}
