package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From a command that is sent to its first event that is committed and read, with a real executor in a process of its own;
 * against a record sent to a topic and read from it by clients with the same settings, alternating.
 */
final class LatencyBenchmark implements Benchmark {

    private static final String ECHO = "benchmark-echo";
    private static final String LIBRARY = "library";
    private static final double LIMIT_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WARM_UP = 20;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String usage() {
        return "[commands 300]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int commands = arguments.number(0, 300);
        try (Scratch scratch = Scratch.of(name());
                Platform platform = Platform.start(scratch.folder())) {
            makeLibrary(scratch.resolve("files").resolve(LIBRARY));
            makeTopic(platform.log().bootstrapServers());
            try (ServiceProcess executor = platform.executor().awaitReady();
                    Wire<BackupCommand, BackupEvent> loop = new Wire<>(
                            platform.log(),
                            Topics.EVENTS.name(),
                            platform.log().serdes().of(Topics.COMMANDS.codec()).serializer(),
                            platform.log().serdes().of(Topics.EVENTS.codec()).deserializer());
                    Wire<String, String> echo =
                            new Wire<>(platform.log(), ECHO, new StringSerializer(), new StringDeserializer())) {
                Rounds millis = new Rounds();
                for (int n = -WARM_UP; n < commands; n++) {
                    BackupCommand.RequestBackup command = command(n + WARM_UP);
                    millis.add("echo", echo.millis(record(n + WARM_UP), value -> true), n >= 0);
                    millis.add("command", loop.millis(record(command), event -> answers(event, command)), n >= 0);
                    loop.await(event -> event instanceof OperationEvent.Ended ended
                            && ended.meta().operationId().equals(command.backupId()));
                }
                Terminal.say("%,d commands, each a backup that completed".formatted(millis.count("command")));
                report(millis, report, executor);
            }
        }
    }

    private static void report(Rounds millis, Report report, ServiceProcess executor) throws IOException {
        for (double part : List.of(0.50, 0.99)) {
            report.beside(
                    "P%.0f command to first event".formatted(part * 100),
                    millis.quantile("command", part),
                    millis.quantile("echo", part),
                    "bare produce and consume",
                    "ms");
        }
        report.within(LIMIT_MILLIS, "P99 command to first event", millis.quantile("command", 0.99), "ms");
        report.within(
                512, "resident memory of the executor", Processes.residentKilobytes(executor.pid()) / 1024.0, "MB");
    }

    /** Each of another project, so that none waits in a queue. */
    private static BackupCommand.RequestBackup command(int n) {
        OperationId id = new OperationId("latency-" + n);
        return new BackupCommand.RequestBackup(
                new CommandMeta(
                        new CommandId(new UUID(n, n)),
                        CatalogRecords.project(n),
                        Provider.LOCAL,
                        new Actor("benchmark", ""),
                        Instant.EPOCH,
                        id.value()),
                id,
                new BackupRequest(
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        null,
                        new StorageSource(
                                StorageType.FILESYSTEM,
                                "files",
                                LIBRARY,
                                List.of(),
                                List.of(),
                                List.of(),
                                true,
                                true,
                                4,
                                false),
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""));
    }

    private static ProducerRecord<String, BackupCommand> record(BackupCommand command) {
        return Topics.COMMANDS.record(command, "/lc2/benchmark", null);
    }

    private static ProducerRecord<String, String> record(int n) {
        return new ProducerRecord<>(ECHO, CatalogRecords.project(n).value(), "x".repeat(1_000));
    }

    private static boolean answers(BackupEvent event, BackupCommand.RequestBackup command) {
        if (event instanceof CommandRejected rejected) {
            throw new IllegalStateException("refused: " + rejected);
        }
        return event instanceof OperationEvent happened
                && happened.meta().operationId().equals(command.backupId());
    }

    private static void makeLibrary(Path bucket) throws IOException {
        Files.createDirectories(bucket);
        Files.writeString(bucket.resolve("document.txt"), Component.OBJECTS.name());
    }

    private static void makeTopic(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(ECHO, EventLog.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** A producer, and a consumer of what becomes of its records. */
    private static final class Wire<S, R> implements AutoCloseable {

        private final KafkaProducer<String, S> producer;
        private final KafkaConsumer<String, R> consumer;
        private final List<R> seen = new ArrayList<>();

        Wire(EventLog log, String topic, Serializer<S> serializer, Deserializer<R> deserializer) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, log.bootstrapServers(),
                            ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class.getName(),
                            ProducerConfig.LINGER_MS_CONFIG, 0),
                    new StringSerializer(),
                    serializer);
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            log.bootstrapServers(),
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed"),
                    new StringDeserializer(),
                    deserializer);
            consumer.assign(IntStream.range(0, EventLog.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList());
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
        }

        /** From sending a record to reading what is wanted. */
        double millis(ProducerRecord<String, S> record, Predicate<R> wanted)
                throws InterruptedException, ExecutionException {
            seen.clear();
            long begin = System.nanoTime();
            producer.send(record).get();
            await(wanted);
            return (System.nanoTime() - begin) / 1e6;
        }

        /** Waits for a record that was sent since the last measurement. */
        void await(Predicate<R> wanted) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (seen.stream().noneMatch(wanted)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("nothing came within " + PATIENCE.toSeconds() + " s, but " + seen);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> seen.add(record.value()));
            }
        }

        @Override
        public void close() {
            producer.close();
            consumer.close();
        }
    }
}
