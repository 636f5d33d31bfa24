package io.lc2.backup.catalog;

import io.lc2.backup.catalog.LogWiring.Clients;
import io.lc2.backup.catalog.archive.ArchiveSettings;
import io.lc2.backup.catalog.archive.ArchiveStatus;
import io.lc2.backup.catalog.archive.LogArchive;
import io.lc2.backup.catalog.archive.SchemaCollector;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.health.ArchiveMeters;
import io.lc2.backup.catalog.recovery.StorageRecovery;
import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.OpenedStore;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What copies the log into object storage; there only when that is switched on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("lc2.catalog.archive.enabled")
class ArchiveWiring {

    private static final String STORE = "lc2.catalog.archive.store";

    /** Of one answer of a broker: as much as a file. */
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private static final int REQUEST_BYTES = 4 * 1024 * 1024;

    @Bean
    OpenedStore archiveStore(CatalogSettings settings) {
        Store store = settings.archive().store();
        if (store == null) {
            throw new IllegalArgumentException(STORE + " is not set, but " + "lc2.catalog.archive.enabled is. "
                    + "Describe the store of the backups there as in lc2.executor.stores, or switch archiving off.");
        }
        return OpenedStore.open(STORE, store, System.getenv());
    }

    @Bean
    ArchiveSettings archiveSettings(OpenedStore store, CatalogSettings settings) {
        return ArchiveSettings.of(
                store.store(), settings.archive().bucket(), settings.archive().interval());
    }

    @Bean
    ArchiveStatus archiveStatus() {
        return new ArchiveStatus();
    }

    @Bean
    StorageRecovery storageRecovery(
            Clients clients,
            TopicSerdes serdes,
            LogBootstrap bootstrap,
            LogFormats formats,
            ArchiveSettings archive,
            CatalogSettings settings) {
        StorageRecovery.Tools tools = new StorageRecovery.Tools(
                () -> RuntimeWiring.consumer(clients, Map.of()),
                () -> producer(clients, settings),
                serdes.registry(),
                formats,
                serdes.of(Topics.EVENTS.codec()).serializer(),
                bootstrap::problem);
        return new StorageRecovery(tools, archive, InstantSource.system());
    }

    @Bean
    ArchiveMeters archiveMeters(ArchiveStatus status) {
        return new ArchiveMeters(status);
    }

    @Bean
    LogArchive logArchive(
            Admin admin,
            Clients clients,
            TopicSerdes serdes,
            CatalogSettings settings,
            ArchiveSettings archive,
            ArchiveStatus status) {
        Map<String, Object> own = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                settings.fold().applicationId() + "-archive",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES);
        return new LogArchive(
                admin,
                () -> RuntimeWiring.consumer(clients, own),
                new SchemaCollector(serdes.registry()),
                archive,
                status,
                InstantSource.system());
    }

    /** Two recoveries at once fence each other by the transactional id. */
    private static Producer<byte[], byte[]> producer(Clients clients, CatalogSettings settings) {
        Map<String, Object> all = new HashMap<>(clients.settings());
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.fold().applicationId() + "-recovery");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Records come back with a header more than they had, which may take one over the usual limit of a client.
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
