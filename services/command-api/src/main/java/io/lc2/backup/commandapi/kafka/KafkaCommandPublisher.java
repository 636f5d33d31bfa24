package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.submission.CommandPublisher;
import io.lc2.backup.commandapi.submission.LogUnavailableException;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Writes commands to {@link Topics#COMMANDS} and waits for the acknowledgement of all in-sync replicas. */
final class KafkaCommandPublisher implements CommandPublisher {

    private static final String SOURCE = "/lc2/command-api";
    private static final String KAFKA = "Kafka";
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private final Producer<String, BackupCommand> producer;
    private final Duration longestWait;
    private final RandomGenerator random;

    KafkaCommandPublisher(Producer<String, BackupCommand> producer, Duration longestWait, RandomGenerator random) {
        this.producer = producer;
        this.longestWait = longestWait;
        this.random = random;
    }

    @Override
    public void publish(BackupCommand command, @Nullable String traceparent) {
        try {
            producer.send(Topics.COMMANDS.record(command, SOURCE, ours(traceparent)))
                    .get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw notAcknowledged(e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e));
        } catch (KafkaException e) {
            throw notAcknowledged(e);
        } catch (TimeoutException e) {
            throw new LogUnavailableException(KAFKA, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(KAFKA, e);
        }
    }

    /** A record that cannot be written is a defect and no outage: sending it again would not help. */
    private static RuntimeException notAcknowledged(KafkaException failure) {
        return switch (failure) {
            case SchemaRegistryException e -> new LogUnavailableException("the schema registry", e);
            case SerializationException e -> e;
            case RecordTooLargeException e -> e;
            case KafkaException e -> new LogUnavailableException(KAFKA, e);
        };
    }

    /** This service's own span in the caller's trace, or the first of a new one. */
    private TraceParent ours(@Nullable String traceparent) {
        TraceParent caller =
                traceparent == null ? null : TraceParent.parse(traceparent).orElse(null);
        return caller == null
                ? new TraceParent(hex(TRACE_ID_BYTES), hex(SPAN_ID_BYTES), false)
                : new TraceParent(caller.traceId(), hex(SPAN_ID_BYTES), caller.sampled());
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        // All zero would not be valid.
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }
}
