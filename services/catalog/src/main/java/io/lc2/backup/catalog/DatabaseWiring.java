package io.lc2.backup.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.catalog.projection.ProjectionDatabase;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.catalog.reading.EntryLookup;
import io.lc2.backup.catalog.reading.Environments;
import io.lc2.backup.catalog.reading.Lists;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.catalog.rest.ProgressSettings;
import io.lc2.backup.catalog.rest.RestSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What talks to PostgreSQL, and who asks it. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

    /** Opens connections when they are needed: the service starts without PostgreSQL and waits for it. */
    @Bean
    HikariDataSource catalogPool(CatalogSettings settings) {
        CatalogSettings.Database database = settings.database();
        HikariConfig config = new HikariConfig();
        config.setPoolName("catalog");
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setSchema(database.schema());
        config.setMaximumPoolSize(database.connections());
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(database.connectTimeout().toMillis());
        // One statement with many rows instead of many statements: a multiple of the throughput.
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty(
                "connectTimeout", Math.max(1, database.connectTimeout().toSeconds()));
        config.addDataSourceProperty("socketTimeout", database.answerTimeout().toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "lc2-catalog");
        return new HikariDataSource(config);
    }

    @Bean
    ProjectionDatabase projectionDatabase(HikariDataSource pool, CatalogSettings settings) {
        return new ProjectionDatabase(pool, settings.database().schema());
    }

    @Bean
    JdbcClient jdbcClient(HikariDataSource pool) {
        return JdbcClient.create(pool);
    }

    @Bean
    ProjectorStatus projectorStatus() {
        return new ProjectorStatus();
    }

    @Bean
    RebuildGate rebuildGate() {
        return new RebuildGate();
    }

    @Bean
    Lists lists(JdbcClient jdbc, LogFormats formats) {
        return new Lists(jdbc, formats.entries());
    }

    @Bean
    Policies policies(JdbcClient jdbc, Lists lists) {
        return new Policies(jdbc, lists);
    }

    @Bean
    Environments environments(JdbcClient jdbc, LogFormats formats, Lists lists) {
        return new Environments(jdbc, formats.entries(), lists);
    }

    @Bean
    Trail trail(JdbcClient jdbc) {
        return new Trail(jdbc);
    }

    @Bean
    EntryLookup entryLookup(CatalogStreams streams, EntryChanges changes, LogFormats formats, JdbcClient jdbc) {
        return new EntryLookup(streams, changes, formats.entries(), jdbc, System::nanoTime);
    }

    @Bean
    RestSettings restSettings(CatalogSettings settings) {
        CatalogSettings.Progress progress = settings.progress();
        return new RestSettings(
                new ProgressSettings(progress.clients(), progress.pause(), progress.heartbeat(), progress.longest()),
                settings.retryAfter());
    }
}
