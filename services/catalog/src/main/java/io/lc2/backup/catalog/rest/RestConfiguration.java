package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.reading.EntryLookup;
import io.lc2.backup.catalog.reading.Environments;
import io.lc2.backup.catalog.reading.Lists;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.catalog.reading.Trail;
import io.lc2.backup.catalog.rebuild.LogSource;
import io.lc2.backup.catalog.rebuild.Rebuild;
import io.lc2.backup.timetable.CronTimetable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Wires the HTTP side. */
@Configuration(proxyBeanMethods = false)
public class RestConfiguration {

    @Bean
    Entries entries(EntryLookup lookup, Trail trail) {
        return new Entries(lookup, trail);
    }

    @Bean
    ListsController listsController(Lists lists, Entries entries) {
        return new ListsController(lists, entries);
    }

    @Bean
    DrillsController drillsController(Lists lists) {
        return new DrillsController(lists);
    }

    @Bean
    EntriesController entriesController(Entries entries, Trail trail, ProgressStreams streams) {
        return new EntriesController(entries, trail, streams);
    }

    @Bean
    PolicyViews policyViews(Policies policies) {
        return new PolicyViews(policies, new CronTimetable(), InstantSource.system());
    }

    @Bean
    PoliciesController policiesController(Policies policies, PolicyViews views, Trail trail, EntryLookup lookup) {
        return new PoliciesController(policies, views, trail, lookup, System::nanoTime);
    }

    @Bean
    RetentionController retentionController(Environments environments, Policies policies, JsonMapper json) {
        return new RetentionController(new RetentionStudies(environments, policies, InstantSource.system()), json);
    }

    @Bean
    RebuildController rebuildController(Rebuild rebuild, ObjectProvider<LogSource> source) {
        return new RebuildController(rebuild, source.getIfAvailable());
    }

    @Bean
    ProgressStreams progressStreams(Entries entries, JsonMapper json, RestSettings settings, RebuildGate gate) {
        return new ProgressStreams(entries, json, settings.progress(), gate, System::nanoTime);
    }

    @Bean
    MeterBinder progressMeters(ProgressStreams streams) {
        return registry -> Gauge.builder("lc2.catalog.progress.clients", streams, ProgressStreams::serving)
                .description("Clients that follow progress now")
                .register(registry);
    }

    @Bean
    ProblemHandler problemHandler(RestSettings settings) {
        return new ProblemHandler(settings.retryAfter());
    }

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
        FilterRegistrationBean<CorrelationFilter> registration =
                new FilterRegistrationBean<>(new CorrelationFilter(UUID::randomUUID));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebMvcConfigurer refuseWhileRebuilding(RebuildGate gate) {
        HandlerInterceptor refuse = new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (gate.closed()) {
                    throw new RebuildingException();
                }
                return true;
            }
        };
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(refuse).addPathPatterns("/api/v1/projects/**");
            }
        };
    }
}
