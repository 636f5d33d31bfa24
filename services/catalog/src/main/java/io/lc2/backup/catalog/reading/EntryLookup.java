package io.lc2.backup.catalog.reading;

import io.lc2.backup.catalog.codec.EntryFormat;
import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.domain.catalog.CatalogEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One entry: from the store where this instance has it, which is milliseconds behind the log; else from PostgreSQL. */
public final class EntryLookup {

    private static final String FIND = """
            SELECT entry FROM (
                SELECT version, entry FROM backup WHERE project_id = :project AND backup_id = :id
                UNION ALL
                SELECT version, entry FROM restore WHERE project_id = :project AND restore_id = :id
                UNION ALL
                SELECT version, entry FROM operation WHERE project_id = :project AND operation_id = :id
            ) AS found
            ORDER BY version DESC
            LIMIT 1
            """;

    /** Changes of entries another instance owns are not announced here; they are looked for this often. */
    private static final Duration UNANNOUNCED = Duration.ofSeconds(1);

    private final CatalogStreams streams;
    private final EntryChanges changes;
    private final EntryFormat format;
    private final JdbcClient jdbc;
    private final LongSupplier nanoTime;

    /**
     * Looks in the store first.
     *
     * @param nanoTime a clock that only runs forward, for the bounds of waits
     */
    public EntryLookup(
            CatalogStreams streams, EntryChanges changes, EntryFormat format, JdbcClient jdbc, LongSupplier nanoTime) {
        this.streams = streams;
        this.changes = changes;
        this.format = format;
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
    }

    /** The entry as it is now; empty when it is not known. */
    public Optional<CatalogEntry> find(EntryKey key) {
        Optional<ReadOnlyKeyValueStore<String, byte[]>> store =
                streams.entriesOf(key.project().value());
        if (store.isPresent()) {
            try {
                return Optional.ofNullable(store.get().get(key.text())).map(format::read);
            } catch (InvalidStateStoreException movedMeanwhile) {
                return fromDatabase(key);
            }
        }
        return fromDatabase(key);
    }

    /**
     * Waits until an entry is known: what was asked for a moment ago shows up a moment later.
     *
     * @param atMost bound of the wait
     * @return empty when it is still not known then
     * @throws InterruptedException when the thread is told to stop
     */
    public Optional<CatalogEntry> await(EntryKey key, Duration atMost) throws InterruptedException {
        long end = nanoTime.getAsLong() + atMost.toNanos();
        try (EntryChanges.Watch watch = changes.watch(key.text())) {
            while (true) {
                Optional<CatalogEntry> entry = find(key);
                Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
                if (entry.isPresent() || !left.isPositive()) {
                    return entry;
                }
                awaitChange(watch, left);
            }
        }
    }

    /** Watches an entry; to be closed. */
    public EntryChanges.Watch watch(EntryKey key) {
        return changes.watch(key.text());
    }

    /**
     * Waits until it is worth looking again: there was a change, or one may have gone unannounced.
     *
     * @param atMost bound of the wait
     * @throws InterruptedException when the thread is told to stop
     */
    public void awaitChange(EntryChanges.Watch watch, Duration atMost) throws InterruptedException {
        watch.await(atMost.compareTo(UNANNOUNCED) < 0 ? atMost : UNANNOUNCED);
    }

    private Optional<CatalogEntry> fromDatabase(EntryKey key) {
        return jdbc.sql(FIND)
                .param("project", key.project().value())
                .param("id", key.operation().value())
                .query(byte[].class)
                .optional()
                .map(format::read);
    }
}
