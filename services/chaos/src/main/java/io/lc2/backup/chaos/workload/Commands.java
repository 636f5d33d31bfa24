package io.lc2.backup.chaos.workload;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes commands, some of them twice or again much later, and remembers which Kafka has acknowledged. */
public final class Commands implements AutoCloseable {

    private static final Duration CLOSE_BOUND = Duration.ofSeconds(10);
    private static final double TWICE = 0.3;
    private static final double REPEATED = 0.4;

    private final KafkaProducer<String, BackupCommand> producer;
    private final Random random;
    private final List<BackupCommand> acknowledged = new ArrayList<>();
    private int copies;

    /**
     * @param bootstrapServers where Kafka is
     * @param serdes of the topics
     * @param random decides what is sent more than once
     */
    public Commands(String bootstrapServers, TopicSerdes serdes, Random random) {
        this.random = random;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ProjectPartitioner.class.getName()),
                new StringSerializer(),
                serdes.of(Topics.COMMANDS.codec()).serializer());
    }

    /** Publishes; returns when Kafka has it. */
    public synchronized void publish(BackupCommand command) throws InterruptedException {
        send(command);
        acknowledged.add(command);
        copies++;
        if (random.nextDouble() < TWICE) {
            send(command);
            copies++;
        }
    }

    /** Now and then publishes something old again, as a client does that has not heard the answer. */
    public synchronized void repeatSomething() throws InterruptedException {
        if (!acknowledged.isEmpty() && random.nextDouble() < REPEATED) {
            send(acknowledged.get(random.nextInt(acknowledged.size())));
            copies++;
        }
    }

    /** Every command Kafka has acknowledged, once. */
    public synchronized List<BackupCommand> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Records that were published, repetitions included. */
    public synchronized int copies() {
        return copies;
    }

    @Override
    public void close() {
        producer.close(CLOSE_BOUND);
    }

    private void send(BackupCommand command) throws InterruptedException {
        try {
            producer.send(Topics.COMMANDS.record(command, "/lc2/chaos", null)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka has not acknowledged " + command, e);
        }
    }
}
