package io.lc2.backup.scheduler;

import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.registry.SchemaRegistryException;
import io.lc2.backup.scheduler.runtime.SchedulerRuntime;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What R-84 asks of readiness: Kafka and the stores of the loop, the registry. */
@Configuration(proxyBeanMethods = false)
class SchedulerHealth {

    /** Ready when partitions are owned and their policies restored. */
    @Bean
    HealthIndicator loop(SchedulerRuntime runtime) {
        return () -> (runtime.ready() ? Health.up() : Health.outOfService())
                .withDetail("loop", runtime.detail())
                .build();
    }

    /** Alive unless only a restart helps. */
    @Bean
    HealthIndicator loopAlive(SchedulerRuntime runtime) {
        return () -> (runtime.live() ? Health.up() : Health.down())
                .withDetail("loop", runtime.detail())
                .build();
    }

    @Bean(destroyMethod = "close")
    TopicSerdes registryProbe(SchedulerSettings settings) {
        return TopicSerdes.connect(SchedulerWiring.of(settings).registry());
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
