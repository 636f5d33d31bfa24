package io.lc2.backup.local;

import io.lc2.backup.executor.runtime.ExecutorHealth;
import io.lc2.backup.executor.runtime.ExecutorRuntime;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What R-84 asks of readiness: Kafka and the stores of the loop, the registry, the provider. */
@Configuration(proxyBeanMethods = false)
class LocalExecutorHealth {

    /** Ready when partitions are owned and their open operations taken over. */
    @Bean
    HealthIndicator loop(ExecutorRuntime runtime) {
        return () -> {
            ExecutorHealth health = runtime.health();
            return (health.ready() ? Health.up() : Health.outOfService())
                    .withDetail("loop", health.detail())
                    .build();
        };
    }

    /** Alive unless only a restart helps. */
    @Bean
    HealthIndicator loopAlive(ExecutorRuntime runtime) {
        return () -> {
            ExecutorHealth health = runtime.health();
            return (health.live() ? Health.up() : Health.down())
                    .withDetail("loop", health.detail())
                    .build();
        };
    }

    @Bean
    HealthIndicator repository(LocalStores stores) {
        return new RepositoryHealth(stores);
    }

    @Bean(destroyMethod = "close")
    TopicSerdes registryProbe(LocalExecutorSettings settings) {
        return TopicSerdes.connect(
                LocalExecutorWiring.executor(settings).access().registry());
    }

    @Bean
    HealthIndicator schemaRegistry(TopicSerdes registryProbe) {
        return () -> {
            try {
                return Health.up()
                        .withDetail(
                                "subjects", registryProbe.registry().subjects().size())
                        .build();
            } catch (SchemaRegistryException away) {
                return Health.outOfService()
                        .withDetails(Map.of("problem", away.getClass().getSimpleName()))
                        .build();
            }
        };
    }
}
