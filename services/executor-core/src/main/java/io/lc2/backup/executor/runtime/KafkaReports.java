package io.lc2.backup.executor.runtime;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.executor.worker.Reports;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports on the signals topic, through a plain idempotent producer: a worker has no transaction, and a report that arrives
 * twice or late is harmless.
 */
final class KafkaReports implements Reports, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReports.class);

    /** Heartbeats come one after the other from one thread: one that must wait must not hold up the others for long. */
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(3);

    private static final Duration REQUEST = Duration.ofSeconds(5);

    /** Room for all heartbeats while Kafka is away as long as results are kept. */
    private static final int BUFFER = 8 * 1024 * 1024;

    private final Producer<String, Signal> producer;
    private final Topic<Signal> topic;
    private final InstantSource clock;
    private final Duration delivery;
    private final String source;
    private final LongAdder undelivered = new LongAdder();

    KafkaReports(
            Producer<String, Signal> producer,
            Provider provider,
            InstantSource clock,
            Duration delivery,
            String source) {
        this.producer = producer;
        this.topic = Topics.signals(provider);
        this.clock = clock;
        this.delivery = delivery;
        this.source = source;
    }

    static KafkaReports connect(
            ExecutorSettings settings, Provider provider, TopicSerdes serdes, InstantSource clock, String source) {
        Duration delivery = settings.rules().resultDelivery();
        Map<String, Object> config = new HashMap<>(settings.access().kafka());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.access().bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, StreamsSettings.applicationId(provider) + "-reports");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST.toMillis()));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis()));
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        Producer<String, Signal> producer = new KafkaProducer<>(
                config,
                new StringSerializer(),
                serdes.of(Topics.signals(provider).codec()).serializer());
        return new KafkaReports(producer, provider, clock, delivery, source);
    }

    @Override
    public void tell(StepReport.Progressed heartbeat, @Nullable TraceParent trace) {
        Future<RecordMetadata> sent = send(heartbeat, trace);
        LOG.atTrace().addKeyValue("done", sent != null).log("Heartbeat");
    }

    @Override
    public boolean conclude(StepReport result, @Nullable TraceParent trace) {
        Future<RecordMetadata> sent = send(result, trace);
        if (sent == null) {
            return false;
        }
        try {
            return sent.get(delivery.plus(REQUEST).toMillis(), TimeUnit.MILLISECONDS)
                    .hasOffset();
        } catch (ExecutionException | TimeoutException failure) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Number of reports that were given up since the start. */
    long undelivered() {
        return undelivered.sum();
    }

    /** Sends what is on its way, for a bounded time. */
    void close(Duration longest) {
        producer.close(longest);
    }

    @Override
    public void close() {
        close(REQUEST);
    }

    private @Nullable Future<RecordMetadata> send(StepReport report, @Nullable TraceParent trace) {
        try {
            return producer.send(
                    topic.record(new Signal.ReportSignal(report, clock.instant()), source, trace),
                    (metadata, failure) -> {
                        if (failure != null) {
                            lost(report, failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException failure) {
            // Serialization, a full buffer, a producer that is closed: nothing a worker could do about.
            lost(report, failure);
            return null;
        }
    }

    private void lost(StepReport report, Exception failure) {
        undelivered.increment();
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("operationId", report.attempt().operationId())
                .addKeyValue("step", report.attempt().step())
                .addKeyValue("attempt", report.attempt().number())
                .log("A report was not delivered");
    }
}
