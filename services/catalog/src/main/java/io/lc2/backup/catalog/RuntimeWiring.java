package io.lc2.backup.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.LogWiring.Clients;
import io.lc2.backup.catalog.archive.LogArchive;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.projection.Comparison;
import io.lc2.backup.catalog.projection.ProjectionDatabase;
import io.lc2.backup.catalog.projection.Projector;
import io.lc2.backup.catalog.projection.ProjectorSettings;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.catalog.rebuild.CatalogParts;
import io.lc2.backup.catalog.rebuild.FoldGroup;
import io.lc2.backup.catalog.rebuild.LogProbe;
import io.lc2.backup.catalog.rebuild.Rebuild;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What works on the log, and what drops and rebuilds it all. */
@Configuration(proxyBeanMethods = false)
class RuntimeWiring {

    private static final int SESSION_MS = 10_000;

    /** Of one answer of a broker; several batches. */
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    @Bean
    CatalogParts catalogParts(
            CatalogStreams streams,
            ProjectionDatabase database,
            LogFormats formats,
            Clients clients,
            CatalogSettings settings,
            ProjectorStatus status) {
        CatalogSettings.Projection projection = settings.projection();
        ProjectorSettings waits =
                new ProjectorSettings(projection.poll(), projection.firstBackoff(), projection.longestBackoff());
        return new CatalogParts(
                streams,
                () -> new Projector(database, formats, () -> projectionConsumer(clients, settings), waits, status));
    }

    @Bean
    CatalogLifecycle catalogLifecycle(
            CatalogParts parts,
            LogBootstrap bootstrap,
            Rebuild rebuild,
            CatalogSettings settings,
            ObjectProvider<LogArchive> archive) {
        return new CatalogLifecycle(parts, bootstrap, rebuild, settings.projection(), archive.getIfAvailable());
    }

    @Bean
    Comparison comparison(HikariDataSource pool, CatalogSettings settings) {
        return new Comparison(pool, settings.database().schema());
    }

    @Bean
    FoldGroup foldGroup(Admin admin, CatalogSettings settings) {
        return new FoldGroup(admin, settings.fold().applicationId());
    }

    @Bean
    LogProbe logProbe(Clients clients) {
        return new LogProbe(() -> consumer(clients, Map.of()));
    }

    @Bean
    Rebuild.Tools rebuildTools(
            CatalogParts parts,
            FoldGroup group,
            LogProbe probe,
            ProjectionDatabase database,
            Comparison comparison,
            ProjectorStatus status) {
        return new Rebuild.Tools(parts, group, probe, database, comparison, status);
    }

    @Bean
    Rebuild rebuild(Rebuild.Tools tools, RebuildGate gate, CatalogSettings settings) {
        return new Rebuild(tools, gate, settings.longestRebuild(), InstantSource.system(), System::nanoTime);
    }

    private static Consumer<byte[], byte[]> projectionConsumer(Clients clients, CatalogSettings settings) {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.GROUP_ID_CONFIG, settings.fold().applicationId() + "-projection");
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.projection().batch());
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        if (!settings.fold().instanceId().isBlank()) {
            own.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.fold().instanceId() + "-projection");
        }
        return consumer(clients, own);
    }

    /** Reads committed records; the settings may add a group. */
    static Consumer<byte[], byte[]> consumer(Clients clients, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(clients.settings());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
        // The offsets are in PostgreSQL. One the log does not have means that history is missing, and must not pass.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.putAll(own);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
