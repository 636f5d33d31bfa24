package io.lc2.backup.scheduler;

import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.scheduler.runtime.RuntimeSettings;
import io.lc2.backup.scheduler.runtime.SchedulerRuntime;
import io.lc2.backup.scheduler.streams.LoopSettings;
import io.lc2.backup.timetable.CronTimetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class SchedulerWiring {

    private static final Duration CLOSE = Duration.ofSeconds(15);

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Timer lateness(MeterRegistry meters) {
        return Timer.builder("lc2.scheduler.lateness")
                .description("Time between the start of a run and its command")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Bean(destroyMethod = "close")
    SchedulerRuntime runtime(SchedulerSettings settings, Timer lateness, InstantSource clock) {
        return new SchedulerRuntime(of(settings), new CronTimetable(), lateness::record, clock);
    }

    @Bean
    LoopStart loopStart(SchedulerRuntime runtime, SchedulerSettings settings) {
        return new LoopStart(
                runtime,
                new TopicLayout(settings.partitions(), TopicLayout.BROKER_DEFAULT, TopicLayout.DEFAULT.timeout()));
    }

    static RuntimeSettings of(SchedulerSettings settings) {
        Map<String, String> registry = new HashMap<>(settings.client());
        registry.put("schema.registry.url", settings.schemaRegistryUrl());
        LoopSettings usual = LoopSettings.DEFAULT;
        return new RuntimeSettings(
                settings.bootstrapServers(),
                settings.client(),
                registry,
                settings.stateDirectory(),
                settings.instanceId() == null ? "" : settings.instanceId(),
                settings.threads(),
                settings.sessionTimeout(),
                CLOSE,
                new LoopSettings(
                        settings.tick(),
                        usual.policiesPerTick(),
                        usual.timePerTick(),
                        settings.policiesPerProject(),
                        usual.answersKept(),
                        usual.pruning(),
                        settings.retentionInterval()));
    }
}
