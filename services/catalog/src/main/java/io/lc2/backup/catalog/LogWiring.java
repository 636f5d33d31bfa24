package io.lc2.backup.catalog;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.fold.CatalogTopology;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.catalog.fold.FoldConfig;
import io.lc2.backup.catalog.fold.FoldMeter;
import io.lc2.backup.catalog.fold.StoreMemory;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What talks to Kafka and the registry. */
@Configuration(proxyBeanMethods = false)
class LogWiring {

    private static final int ADMIN_CALL_MS = 10_000;

    /** Settings every client of Kafka and of the registry gets. */
    record Clients(Map<String, Object> settings) {}

    @Bean
    Clients clients(CatalogSettings settings) {
        Map<String, Object> all = new HashMap<>(settings.client());
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(SchemaRegistryConfig.URL, settings.schemaRegistryUrl());
        return new Clients(Map.copyOf(all));
    }

    @Bean
    TopicSerdes topicSerdes(Clients clients) {
        return TopicSerdes.connect(clients.settings());
    }

    @Bean
    LogFormats logFormats(TopicSerdes serdes) {
        return LogFormats.of(serdes);
    }

    @Bean
    Admin admin(Clients clients) {
        Map<String, Object> settings = new HashMap<>(clients.settings());
        // Closing waits for calls under way; the default of a minute would hold up the end of the service as long.
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_CALL_MS);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_CALL_MS / 2);
        return Admin.create(settings);
    }

    @Bean
    LogBootstrap logBootstrap(Admin admin, TopicSerdes serdes, CatalogSettings settings) {
        return new LogBootstrap(admin, serdes.registry(), settings.partitions());
    }

    @Bean
    EntryChanges entryChanges() {
        return new EntryChanges();
    }

    @Bean
    FoldMeter foldMeter(EntryChanges changes) {
        return new FoldMeter(changes);
    }

    @Bean
    StoreMemory storeMemory(CatalogSettings settings) {
        return new StoreMemory(settings.fold().blockCache(), settings.fold().writeBuffers());
    }

    @Bean
    CatalogStreams catalogStreams(
            CatalogSettings settings,
            Clients clients,
            LogFormats formats,
            FoldMeter meter,
            StoreMemory memory,
            LogBootstrap bootstrap) {
        CatalogSettings.Fold fold = settings.fold();
        FoldConfig config = new FoldConfig(
                fold.applicationId(),
                fold.stateDir(),
                fold.threads(),
                fold.commitInterval(),
                fold.instanceId(),
                fold.cache());
        return new CatalogStreams(
                () -> CatalogTopology.build(formats, meter),
                config.properties(clients.settings(), memory),
                bootstrap::partitions);
    }
}
