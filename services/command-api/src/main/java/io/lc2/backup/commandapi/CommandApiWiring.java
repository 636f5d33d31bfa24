package io.lc2.backup.commandapi;

import io.lc2.backup.commandapi.kafka.KafkaAccess;
import io.lc2.backup.commandapi.rest.RestSettings;
import io.lc2.backup.commandapi.submission.CommandCounts;
import io.lc2.backup.commandapi.submission.CommandPublisher;
import io.lc2.backup.commandapi.submission.CommandSubmission;
import io.lc2.backup.commandapi.submission.PolicySubmission;
import io.lc2.backup.timetable.CronTimetable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
class CommandApiWiring {

    /** Callers choose project names, and a metric must not grow with what they choose. */
    private static final int MOST_PROJECTS_IN_METRICS = 1000;

    @Bean
    RestSettings restSettings(CommandApiSettings settings) {
        return new RestSettings(settings.catalogUrl(), settings.maxBody().toBytes(), settings.retryAfter());
    }

    @Bean
    KafkaAccess kafkaAccess(CommandApiSettings settings) {
        return new KafkaAccess(
                settings.bootstrapServers(),
                settings.schemaRegistryUrl(),
                settings.client(),
                settings.acknowledgeWithin());
    }

    @Bean
    CommandSubmission commandSubmission(CommandPublisher publisher, CommandApiSettings settings, MeterRegistry meters) {
        return new CommandSubmission(
                publisher, settings.rememberedKeys(), new CommandCounts(meters), InstantSource.system());
    }

    @Bean
    PolicySubmission policySubmission(CommandSubmission submission) {
        return new PolicySubmission(submission, new CronTimetable(), InstantSource.system());
    }

    @Bean
    MeterFilter boundedProjects() {
        return MeterFilter.maximumAllowableTags("lc2", "project", MOST_PROJECTS_IN_METRICS, MeterFilter.deny());
    }
}
