package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogTopology;
import io.lc2.backup.catalog.fold.FoldConfig;
import io.lc2.backup.catalog.fold.StoreMemory;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.FileTree;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.springframework.util.unit.DataSize;

/**
 * The fold of the catalog against a topology that only gets, puts and forwards, alternating, medians of some rounds.
 *
 * <pre>{@code java -cp … io.lc2.backup.benchmarks.FoldBenchmark [backups] [rounds]}</pre>
 */
public final class FoldBenchmark {

    private static final int PARTITIONS = 4;
    /** Backups at work at once: two of each project. */
    private static final int AT_ONCE = 200;

    private final EmbeddedBroker broker;
    private final TopicSerdes serdes;
    private final Path folder;
    private final StoreMemory memory = new StoreMemory(DataSize.ofMegabytes(48), DataSize.ofMegabytes(16));
    private int started;

    private FoldBenchmark(EmbeddedBroker broker, TopicSerdes serdes, Path folder) {
        this.broker = broker;
        this.serdes = serdes;
        this.folder = folder;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        int backups = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Files.createTempDirectory("lc2-benchmark");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
                TopicSerdes serdes = TopicSerdes.connect(Map.of("schema.registry.url", "mock://benchmark"))) {
            FoldBenchmark benchmark = new FoldBenchmark(broker, serdes, folder);
            benchmark.write(backups);
            benchmark.measure((long) backups * CatalogRecords.EVENTS, rounds);
        } finally {
            FileTree.delete(folder);
        }
    }

    private void write(int backups) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                SchemaRegistry registry = SchemaRegistry.connect(Map.of("schema.registry.url", "mock://benchmark"))) {
            new Bootstrap(admin, registry, new TopicLayout(PARTITIONS, (short) 1, Duration.ofSeconds(30)))
                    .run(Topics.all(Set.of()));
        }
        Serializer<io.lc2.backup.domain.event.BackupEvent> events =
                serdes.of(Topics.EVENTS.codec()).serializer();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.PARTITIONER_CLASS_CONFIG, ProjectPartitioner.class.getName(),
                        ProducerConfig.LINGER_MS_CONFIG, 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Written written = new Written();
            for (int first = 0; first < backups; first += AT_ONCE) {
                List<List<OperationEvent>> atOnce = new ArrayList<>();
                for (int n = first; n < Math.min(backups, first + AT_ONCE); n++) {
                    atOnce.add(CatalogRecords.backup(n));
                }
                for (int sequence = 0; sequence < CatalogRecords.EVENTS; sequence++) {
                    for (List<OperationEvent> backup : atOnce) {
                        OperationEvent event = backup.get(sequence);
                        var record = Topics.EVENTS.record(event, "/lc2/benchmark", null);
                        written.add(producer.send(new ProducerRecord<>(
                                record.topic(),
                                null,
                                record.key(),
                                events.serialize(record.topic(), event),
                                record.headers())));
                    }
                }
            }
            written.await();
        }
    }

    private void measure(long events, int rounds) throws Exception {
        Rounds rates = new Rounds();
        LogFormats formats = LogFormats.of(serdes);
        int bytes = formats.entries().write(BareTopology.typicalEntry()).length;
        for (int round = 0; round <= rounds; round++) {
            boolean counted = round > 0;
            rates.add("bare, bytes", rate(events, counter -> BareTopology.raw(formats, counter)), counted);
            rates.add("bare, typed", rate(events, counter -> BareTopology.typed(formats, counter)), counted);
            rates.add("fold", rate(events, counter -> CatalogTopology.build(formats, key -> counter.run())), counted);
        }
        System.out.printf("%,d events, an entry has %,d bytes%n", events, bytes);
        rates.print("events/s");
        System.out.printf("fold / bare with its types: %.2f%n", rates.median("fold") / rates.median("bare, typed"));
        System.out.printf("fold / bare with bytes:     %.2f%n", rates.median("fold") / rates.median("bare, bytes"));
    }

    private interface Building {
        Topology build(Runnable counter);
    }

    /** From the first record to the last, one thread, both with the settings of the catalog. */
    private double rate(long events, Building building) throws Exception {
        AtomicLong count = new AtomicLong();
        AtomicLong begin = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        Topology topology = building.build(() -> {
            long n = count.incrementAndGet();
            if (n == 1) {
                begin.set(System.nanoTime());
            }
            if (n == events) {
                done.countDown();
            }
        });
        started++;
        Properties properties = new FoldConfig(
                        "fold-" + started,
                        folder.resolve("state"),
                        1,
                        Duration.ofMillis(200),
                        "",
                        DataSize.ofMegabytes(16))
                .properties(Map.of("bootstrap.servers", broker.bootstrapServers()), memory);
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            streams.start();
            if (!done.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("not done after ten minutes: " + count);
            }
            double seconds = (System.nanoTime() - begin.get()) / 1e9;
            streams.close(CloseOptions.timeout(Duration.ofSeconds(60))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            streams.cleanUp();
            return events / seconds;
        }
    }
}
