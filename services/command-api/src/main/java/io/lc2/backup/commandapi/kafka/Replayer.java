package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.deadletters.LettersUnavailableException;
import io.lc2.backup.commandapi.deadletters.NotReplayableException;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.messaging.topics.Replay;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Sends records of dead letters again, one at a time on the whole platform: every instance uses the same transactional id,
 * so whoever begins fences whoever has not ended, and a letter is looked at only after that. Record and note are one
 * transaction.
 */
final class Replayer {

    /** Of all instances; Kafka's ACLs must allow it to the command API. */
    static final String TRANSACTIONAL_ID = "lc2-dead-letter-replay";

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Duration longestWait;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * A replayer.
     *
     * @param producers makes a producer with {@link #TRANSACTIONAL_ID}
     */
    Replayer(Supplier<Producer<byte[], byte[]>> producers, Duration longestWait) {
        this.producers = producers;
        this.longestWait = longestWait;
    }

    /** Whether records of this topic are read by anybody here. */
    static boolean isReplayable(String topic) {
        return topic.equals(Topics.COMMANDS.name())
                || topic.equals(Topics.EVENTS.name())
                || Stream.of(Provider.values())
                        .anyMatch(provider ->
                                topic.equals(Topics.signals(provider).name()));
    }

    /** Does the work while nobody else sends again. */
    <T> T exclusively(Function<Sending, T> work) {
        lock();
        Producer<byte[], byte[]> producer = producers.get();
        try {
            producer.initTransactions();
            return work.apply(new Sending(producer, longestWait));
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw busy();
        } catch (KafkaException e) {
            throw new LettersUnavailableException(e);
        } finally {
            // Undoes what was not committed.
            producer.close(CLOSING);
            oneAtATime.unlock();
        }
    }

    private void lock() {
        try {
            if (!oneAtATime.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LettersUnavailableException(e);
        }
    }

    private static NotReplayableException busy() {
        return new NotReplayableException(
                "Another replay is being made; this one has changed nothing.", "Repeat it in a few seconds.");
    }

    /** One transaction, at most. */
    record Sending(Producer<byte[], byte[]> producer, Duration longestWait) {

        /** Sends the record and its note; returns the offset of the record. */
        long send(Replay replay, ConsumerRecord<byte[], byte[]> letter, int letterPartition) {
            producer.beginTransaction();
            try {
                long written = producer.send(replay.record(letter))
                        .get(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                        .offset();
                producer.send(replay.note(letterPartition, written)).get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
                producer.commitTransaction();
                return written;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
            } catch (TimeoutException e) {
                throw new KafkaException("not acknowledged in time", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted", e);
            }
        }
    }
}
