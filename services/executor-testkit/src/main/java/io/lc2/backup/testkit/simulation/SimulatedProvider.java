package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The world outside: sources that change all the time, a repository, and what restores make. Contents are short texts; an
 * effect happens at one instant.
 */
final class SimulatedProvider {

    /** An application writes to its database about that often. */
    private static final long DATABASE_CHANGES = 3_000;

    /** And replaces its busiest object about that often, each other one that many times less. */
    private static final long LIBRARY_CHANGES = 5_000;

    private static final int LESS_OFTEN = 3;

    private static final int LIBRARY_SIZE = 3;

    private final LongSupplier clock;
    private final TreeMap<String, Blob> repository = new TreeMap<>();
    private final TreeMap<String, Target> targets = new TreeMap<>();
    private @Nullable Watcher watcher;

    SimulatedProvider(LongSupplier clock) {
        this.clock = clock;
    }

    /** Who is told of changes in the repository. */
    interface Watcher {

        /** An object was written. */
        void written(String key);

        /** An object is about to be removed. */
        void removing(String key);

        /** An object was removed. */
        void removed(String key);
    }

    /**
     * A stored object.
     *
     * @param content what it should hold
     * @param damaged whether it holds something else
     */
    record Blob(String content, boolean damaged) {}

    /**
     * A database or bucket that a restore made.
     *
     * @param owner the restore
     * @param contents by name
     */
    record Target(OperationId owner, Map<String, String> contents) {}

    void watchedBy(Watcher newWatcher) {
        watcher = newWatcher;
    }

    long now() {
        return clock.getAsLong();
    }

    NavigableMap<String, Blob> repository() {
        return repository;
    }

    NavigableMap<String, Target> targets() {
        return targets;
    }

    /** What a snapshot of a database holds now. */
    String database(String environment) {
        return environment + "@" + now() / DATABASE_CHANGES;
    }

    /** Versions of the objects of a library now. */
    List<String> library() {
        List<String> versions = new ArrayList<>();
        long period = LIBRARY_CHANGES;
        for (int i = 0; i < LIBRARY_SIZE; i++) {
            versions.add("k" + i + "@" + (now() + i * 1_700L) / period);
            period *= LESS_OFTEN;
        }
        return versions;
    }

    /** Writes an object unless one is there. */
    boolean putIfAbsent(String key, String content, boolean damaged) {
        if (repository.containsKey(key)) {
            return false;
        }
        repository.put(key, new Blob(content, damaged));
        if (watcher != null) {
            watcher.written(key);
        }
        return true;
    }

    @Nullable Blob find(String key) {
        return repository.get(key);
    }

    /** Reads an object and compares it with its checksum. */
    String read(String key) {
        Blob blob = repository.get(key);
        if (blob == null) {
            throw new PermanentProviderException(FailureCode.OBJECT_NOT_FOUND, key + " is not there", "Look.", null);
        }
        if (blob.damaged()) {
            throw new PermanentProviderException(FailureCode.VALIDATION_FAILED, key + " is damaged", "Look.", null);
        }
        return blob.content();
    }

    List<String> list(String prefix) {
        return List.copyOf(repository
                .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .keySet());
    }

    void delete(List<String> keys) {
        for (String key : keys) {
            if (repository.containsKey(key)) {
                if (watcher != null) {
                    watcher.removing(key);
                }
                repository.remove(key);
                if (watcher != null) {
                    watcher.removed(key);
                }
            }
        }
    }

    /** Makes something for a restore; adopts what says it is its own. */
    Target make(String name, OperationId owner) {
        Target there = targets.get(name);
        if (there != null && !there.owner().equals(owner)) {
            throw new PermanentProviderException(
                    FailureCode.TARGET_NOT_OURS, name + " is not ours", "Use another name.", null);
        }
        return targets.computeIfAbsent(name, ignored -> new Target(owner, new TreeMap<>()));
    }
}
