package io.lc2.backup.catalog.projection;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes one batch at a time on a thread of its own, so that the next one can be read meanwhile. Has one user. */
final class BatchWriter implements AutoCloseable {

    private final ProjectionDatabase database;
    private final ProjectorStatus status;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("catalog-projection-writer").factory());
    private @Nullable Future<Boolean> underWay;
    private ProjectorStatus.@Nullable Place after;

    BatchWriter(ProjectionDatabase database, ProjectorStatus status) {
        this.database = database;
        this.status = status;
    }

    /** Begins to write a batch; the one before it is settled. */
    void begin(Batch next, ProjectorStatus.Place place) {
        after = place;
        underWay = thread.submit(() -> write(next));
    }

    /**
     * Waits until the batch under way is written; does nothing when there is none.
     *
     * @throws KafkaException when it was not written; then none after it may be
     */
    void settle() {
        Future<Boolean> settling = underWay;
        if (settling == null || after == null) {
            return;
        }
        underWay = null;
        try {
            if (!settling.get()) {
                throw new KafkaException("another consumer writes this partition now");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw new KafkaException("PostgreSQL did not take a batch: " + cause.getMessage(), cause);
            }
            throw new IllegalStateException("a batch was not written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a batch was written", e);
        }
        status.running(after);
    }

    private boolean write(Batch next) throws SQLException {
        boolean written = database.write(next);
        if (written) {
            status.projected(next.records());
        }
        return written;
    }

    /** Waits for what is under way; its statements have bounds. */
    @Override
    public void close() {
        thread.close();
    }
}
