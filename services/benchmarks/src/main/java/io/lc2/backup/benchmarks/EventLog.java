package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogFold;
import io.lc2.backup.domain.catalog.CatalogInput;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a platform, and backups written to them as executors and the catalog would. */
final class EventLog implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final TopicLayout LAYOUT = new TopicLayout(PARTITIONS, (short) 1, Duration.ofSeconds(30));

    /** A registry inside this process, for programs that have no other. */
    static final String IN_MEMORY = "mock://benchmark";

    /** Backups at work at once: two of each project. */
    private static final int AT_ONCE = 200;

    private final String bootstrapServers;
    private final TopicSerdes serdes;

    private EventLog(String bootstrapServers, TopicSerdes serdes) {
        this.bootstrapServers = bootstrapServers;
        this.serdes = serdes;
    }

    /** Makes the topics. */
    static EventLog create(String bootstrapServers, String registryUrl) throws InterruptedException {
        Map<String, String> settings = Map.of("schema.registry.url", registryUrl);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                SchemaRegistry registry = SchemaRegistry.connect(settings)) {
            new Bootstrap(admin, registry, LAYOUT).run(Topics.all(Set.of(Provider.LOCAL)));
        }
        return new EventLog(bootstrapServers, TopicSerdes.connect(settings));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    TopicSerdes serdes() {
        return serdes;
    }

    LogFormats formats() {
        return LogFormats.of(serdes);
    }

    /** Writes all events of backups that run beside each other. */
    void writeEvents(int backups, IntFunction<List<OperationEvent>> backup)
            throws InterruptedException, ExecutionException {
        Serializer<BackupEvent> events = serdes.of(Topics.EVENTS.codec()).serializer();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            Written written = new Written();
            for (int first = 0; first < backups; first += AT_ONCE) {
                List<List<OperationEvent>> atOnce = new ArrayList<>();
                for (int n = first; n < Math.min(backups, first + AT_ONCE); n++) {
                    atOnce.add(backup.apply(n));
                }
                for (int sequence = 0; sequence < CatalogRecords.EVENTS; sequence++) {
                    for (List<OperationEvent> one : atOnce) {
                        OperationEvent event = one.get(sequence);
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

    /**
     * Writes the entry of each backup, as the fold leaves it at the end.
     *
     * @param each told each entry and its bytes
     */
    void writeEntries(int backups, IntFunction<List<OperationEvent>> backup, BiConsumer<CatalogEntry, byte[]> each)
            throws InterruptedException, ExecutionException {
        LogFormats formats = formats();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            Written written = new Written();
            for (int n = 0; n < backups; n++) {
                CatalogEntry entry = folded(backup.apply(n));
                byte[] bytes = formats.entries().write(entry);
                each.accept(entry, bytes);
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(Topics.CATALOG.name(), Topics.CATALOG.key(entry), bytes);
                new EntryVersion(n).writeTo(record.headers());
                written.add(producer.send(record));
            }
            written.await();
        }
    }

    /** The entry these events of one operation make. */
    static CatalogEntry folded(List<OperationEvent> events) {
        Map<OperationId, CatalogEntry> folded = new HashMap<>();
        events.forEach(event -> folded.putAll(CatalogFold.changes(new CatalogInput.Happened(event), folded::get)));
        return folded.values().iterator().next();
    }

    @Override
    public void close() {
        serdes.close();
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ProjectPartitioner.class.getName(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
