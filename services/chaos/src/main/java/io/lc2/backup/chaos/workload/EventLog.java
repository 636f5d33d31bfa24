package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the executors have said so far, as an auditor would read it: committed records only. */
public final class EventLog implements AutoCloseable {

    /** Commands whose refusal is the end of the operation they would have made. */
    private static final Set<String> OPENING =
            Set.of("RequestBackup", "RequestRestore", "VerifyBackup", "DeleteBackup");

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, BackupEvent> consumer;
    private final InstantSource clock;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Seen> all = new ArrayList<>();
    private volatile boolean closed;

    /** Reads from the beginning on, in the background, until closed. */
    public EventLog(String bootstrapServers, TopicSerdes serdes, InstantSource clock) {
        this.clock = clock;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new StringDeserializer(),
                serdes.of(Topics.EVENTS.codec()).deserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.reader = Thread.ofPlatform().daemon().name("event-log").start(this::read);
    }

    /** Everything so far, in the order of its arrival. */
    public List<Seen> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    /** Everything about one operation, rejections that name it included. */
    public List<Seen> of(String operation) {
        return all().stream()
                .filter(seen -> subject(seen.event()).equals(operation))
                .toList();
    }

    /** Waits for an event of an operation, at most this long. */
    public Optional<Seen> await(String operation, Duration atMost, Predicate<Seen> wanted) throws InterruptedException {
        return await(
                atMost,
                seen -> seen.stream()
                        .filter(one -> subject(one.event()).equals(operation))
                        .filter(wanted)
                        .findFirst());
    }

    /** Waits until what has been seen answers a question. */
    public <T> Optional<T> await(Duration atMost, Function<List<Seen>, Optional<T>> question)
            throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            Optional<T> answer = question.apply(all);
            while (answer.isEmpty() && left > 0) {
                left = more.awaitNanos(left);
                answer = question.apply(all);
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** The operation an event is about, or the one a refused command named. */
    public static String subject(BackupEvent event) {
        return switch (event) {
            case OperationEvent e -> e.meta().operationId().value();
            case RecoveryPointEvent e -> e.backupId().value();
            case CommandRejected e -> e.subject();
            case PolicyEvent e -> e.meta().policyId().value();
        };
    }

    /** Whether nothing can follow for the operation. */
    public static boolean isEnd(BackupEvent event) {
        return switch (event) {
            case OperationEvent e -> e instanceof OperationEvent.Ended;
            case RecoveryPointEvent e -> false;
            case CommandRejected e -> OPENING.contains(e.commandType());
            case PolicyEvent e -> false;
        };
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                poll();
            }
        } catch (WakeupException end) {
            // Closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() throws InterruptedException {
        try {
            for (ConsumerRecord<String, BackupEvent> record : consumer.poll(POLL)) {
                add(record.value());
            }
        } catch (SerializationException unknownWhileTheRegistryIsAway) {
            // The position has not moved: the same record is read again.
            Patience.pause(POLL);
        }
    }

    private void add(BackupEvent event) {
        lock.lock();
        try {
            all.add(new Seen(event, clock.instant()));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
