package io.lc2.backup.catalog.projection;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.messaging.topics.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Carries the records of backup-catalog and backup-events into PostgreSQL.
 *
 * <p>One batch is decoded while the one before it is being written.
 *
 * <p>There is one way to recover from anything, be it PostgreSQL, Kafka or a partition lost to another instance: begin
 * again from the offsets in PostgreSQL, after a wait that doubles up to a bound. It never gives up, and never skips.
 */
public final class Projector {

    private static final Logger log = LoggerFactory.getLogger(Projector.class);

    private final ProjectionDatabase database;
    private final BatchReader reader;
    private final List<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ProjectorSettings settings;
    private final ProjectorStatus status;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<TopicPartition, Long> stored = new HashMap<>();
    private volatile @Nullable Consumer<byte[], byte[]> polling;
    private @Nullable Thread thread;

    /**
     * Starts nothing. A projector runs once; another start takes another projector.
     *
     * @param consumers makes a consumer that reads committed records only and keeps no offsets in Kafka
     */
    public Projector(
            ProjectionDatabase database,
            LogFormats formats,
            Supplier<Consumer<byte[], byte[]>> consumers,
            ProjectorSettings settings,
            ProjectorStatus status) {
        this.database = database;
        this.reader = new BatchReader(formats);
        this.topics = List.of(Topics.CATALOG.name(), Topics.EVENTS.name());
        this.consumers = consumers;
        this.settings = settings;
        this.status = status;
    }

    /** Begins on a thread of its own. */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("a projector runs once");
        }
        thread = Thread.ofPlatform().name("catalog-projector").start(this::run);
    }

    /**
     * Ends after the batch at hand and leaves the group.
     *
     * @param atMost bound of the wait
     * @return whether it has ended
     * @throws InterruptedException when the caller is told to stop waiting
     */
    public synchronized boolean stop(Duration atMost) throws InterruptedException {
        stop.countDown();
        Consumer<byte[], byte[]> current = polling;
        if (current != null) {
            current.wakeup();
        }
        return thread == null || thread.join(atMost);
    }

    /** The boundary: a defect of ours must not end the projection for good and in silence. */
    @SuppressWarnings("IllegalCatch")
    private void run() {
        Duration backoff = settings.firstBackoff();
        while (!stopping()) {
            try {
                runUntilFailure();
            } catch (SQLException | RuntimeException e) {
                backoff = status.advancedSinceFailure() ? settings.firstBackoff() : backoff;
                failed(e, backoff);
                pause(backoff);
                backoff = settings.next(backoff);
            }
        }
        status.stopped();
    }

    private void runUntilFailure() throws SQLException {
        database.migrate();
        try (BatchWriter writing = new BatchWriter(database, status);
                Consumer<byte[], byte[]> consumer = consumers.get()) {
            polling = consumer;
            stored.clear();
            consumer.subscribe(topics, new Seeking(consumer, writing));
            while (!stopping()) {
                project(consumer, writing);
            }
            writing.settle();
        } catch (WakeupException e) {
            log.atDebug().log("woken to stop");
        } finally {
            polling = null;
        }
    }

    private void project(Consumer<byte[], byte[]> consumer, BatchWriter writing) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(settings.poll());
        if (records.isEmpty()) {
            writing.settle();
            status.running(place(consumer));
            return;
        }
        Map<TopicPartition, Batch.Move> moves = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            moves.put(partition, new Batch.Move(stored.getOrDefault(partition, 0L), consumer.position(partition)));
        }
        Batch batch = reader.read(records, moves);
        writing.settle();
        moves.forEach((partition, move) -> stored.put(partition, move.to()));
        writing.begin(batch, place(consumer));
    }

    private static ProjectorStatus.Place place(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        long lag = 0;
        boolean known = true;
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, consumer.position(partition));
            var behind = consumer.currentLag(partition);
            known &= behind.isPresent();
            lag += behind.orElse(0);
        }
        return new ProjectorStatus.Place(positions, lag, known);
    }

    private void failed(Exception failure, Duration backoff) {
        status.failed(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        boolean passes = failure instanceof SQLException
                || failure instanceof KafkaException
                || failure instanceof FlywayException;
        log.atLevel(passes ? Level.WARN : Level.ERROR)
                .addKeyValue("retryIn", backoff)
                .setCause(failure)
                .log("projection interrupted, goes on from the offsets in PostgreSQL");
    }

    private void pause(Duration backoff) {
        try {
            if (stop.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atDebug().log("stopped while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Where to begin is in PostgreSQL, and nowhere else. */
    private final class Seeking implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;
        private final BatchWriter writing;

        Seeking(Consumer<byte[], byte[]> consumer, BatchWriter writing) {
            this.consumer = consumer;
            this.writing = writing;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            try {
                database.offsets(partitions).forEach((partition, offset) -> {
                    stored.put(partition, offset);
                    consumer.seek(partition, offset);
                });
            } catch (SQLException e) {
                throw new KafkaException("cannot read the offsets of the projection", e);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            writing.settle();
            partitions.forEach(stored::remove);
        }
    }
}
