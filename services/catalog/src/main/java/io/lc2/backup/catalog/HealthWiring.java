package io.lc2.backup.catalog;

import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.fold.FoldMeter;
import io.lc2.backup.catalog.health.CatalogMeters;
import io.lc2.backup.catalog.health.Indicators;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.messaging.codec.TopicSerdes;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The components of /health/live and /health/ready; their names are those of the beans. */
@Configuration(proxyBeanMethods = false)
class HealthWiring {

    @Bean
    HealthIndicator foldAlive(CatalogStreams streams) {
        return Indicators.foldAlive(streams);
    }

    @Bean
    HealthIndicator fold(CatalogStreams streams, RebuildGate gate) {
        return Indicators.fold(streams, gate);
    }

    @Bean
    HealthIndicator projection(ProjectorStatus status, RebuildGate gate) {
        return Indicators.projection(status, gate);
    }

    @Bean
    HealthIndicator database(JdbcClient jdbc) {
        return Indicators.database(jdbc);
    }

    @Bean
    HealthIndicator schemaRegistry(TopicSerdes serdes) {
        return Indicators.registry(serdes.registry());
    }

    @Bean
    HealthIndicator kafka(Admin admin) {
        return Indicators.kafka(admin);
    }

    @Bean
    CatalogMeters catalogMeters(FoldMeter fold, ProjectorStatus projection) {
        return new CatalogMeters(fold, projection);
    }
}
