package io.lc2.backup.local;

import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.runtime.ExecutorRuntime;
import io.lc2.backup.executor.runtime.ExecutorSettings;
import io.lc2.backup.executor.runtime.ExecutorSettings.Access;
import io.lc2.backup.executor.runtime.ExecutorSettings.Membership;
import io.lc2.backup.executor.runtime.ExecutorSettings.Rules;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.steps.StepParts;
import io.lc2.backup.local.LocalExecutorSettings.Database;
import io.lc2.backup.local.postgres.PostgresGateway;
import io.lc2.backup.local.postgres.PostgresServer;
import io.lc2.backup.local.postgres.PostgresTools;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class LocalExecutorWiring {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    LocalStores stores(LocalExecutorSettings settings) {
        return new LocalStores(settings, System.getenv());
    }

    @Bean
    DatabaseGateway databases(LocalExecutorSettings settings) {
        List<PostgresServer> servers = settings.databases().entrySet().stream()
                .map(entry -> server(entry.getKey(), entry.getValue()))
                .toList();
        return new PostgresGateway(
                servers, PostgresTools.in(settings.toolsDirectory(), System.getenv()), System.getenv());
    }

    @Bean(destroyMethod = "close")
    ExecutorRuntime runtime(
            LocalExecutorSettings settings, LocalStores stores, DatabaseGateway databases, InstantSource clock) {
        StepParts parts = new StepParts(
                stores, databases, TransferSettings.DEFAULT, settings.poolGrace(), clock, new SecureRandom());
        return new ExecutorRuntime(
                executor(settings), LocalCapabilities.LOCAL, parts.steps(), clock, new SecureRandom());
    }

    @Bean
    LoopStart loopStart(ExecutorRuntime runtime, LocalExecutorSettings settings) {
        return new LoopStart(
                runtime,
                new TopicLayout(settings.partitions(), TopicLayout.BROKER_DEFAULT, TopicLayout.DEFAULT.timeout()));
    }

    @Bean
    Gauge activeOperations(ExecutorRuntime runtime, MeterRegistry meters) {
        return Gauge.builder("lc2.backup.active.operations", runtime, ExecutorRuntime::activeOperations)
                .description("Operations that hold a slot of this executor")
                .tag("provider", "local")
                .register(meters);
    }

    @Bean
    Gauge runningSteps(ExecutorRuntime runtime, MeterRegistry meters) {
        return Gauge.builder("lc2.executor.running.steps", runtime, ExecutorRuntime::runningSteps)
                .description("Steps at work in this process")
                .tag("provider", "local")
                .register(meters);
    }

    @Bean
    Gauge undeliveredReports(ExecutorRuntime runtime, MeterRegistry meters) {
        return Gauge.builder("lc2.executor.undelivered.reports", runtime, ExecutorRuntime::undeliveredReports)
                .description("Reports of steps that could not be delivered since the start")
                .tag("provider", "local")
                .register(meters);
    }

    static ExecutorSettings executor(LocalExecutorSettings settings) {
        Map<String, String> registry = new HashMap<>(settings.client());
        registry.put("schema.registry.url", settings.schemaRegistryUrl());
        Membership usual = Membership.DEFAULT;
        return ExecutorSettings.of(
                        new Access(settings.bootstrapServers(), settings.client(), registry), settings.stateDirectory())
                .with(new Membership(
                        settings.instanceId() == null ? "" : settings.instanceId(),
                        usual.protocol(),
                        usual.sessionTimeout(),
                        usual.threads()))
                .with(new Rules(
                        settings.limits().toDomain(),
                        RetryPolicy.DEFAULT,
                        Rules.DEFAULT.loop(),
                        Rules.DEFAULT.workers(),
                        settings.deletionGrace(),
                        Rules.DEFAULT.resultDelivery()));
    }

    private static PostgresServer server(String name, Database database) {
        return new PostgresServer(
                name,
                database.host(),
                database.port(),
                database.user(),
                database.passwordEnv(),
                database.passwordFile(),
                database.databases(),
                database.maintenanceDatabase(),
                database.sslMode());
    }
}
