package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.deadletters.DeadLetters;
import io.lc2.backup.commandapi.submission.CommandSubmission;
import io.lc2.backup.commandapi.submission.PolicySubmission;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Wires the HTTP side; needs a {@link RestSettings}, a {@link CommandSubmission} and {@link DeadLetters}. */
@Configuration(proxyBeanMethods = false)
@Import(ApiDocument.class)
public class RestConfiguration {

    @Bean
    BackupsController backupsController(CommandSubmission submission, RestSettings settings) {
        return new BackupsController(submission, new CatalogLinks(settings.catalog()));
    }

    @Bean
    RestoresController restoresController(CommandSubmission submission, RestSettings settings) {
        return new RestoresController(submission, new CatalogLinks(settings.catalog()));
    }

    @Bean
    PoliciesController policiesController(PolicySubmission submission, RestSettings settings) {
        return new PoliciesController(submission, new CatalogLinks(settings.catalog()));
    }

    @Bean
    DeadLettersController deadLettersController(DeadLetters letters) {
        return new DeadLettersController(letters);
    }

    @Bean
    ProblemHandler problemHandler(RestSettings settings) {
        return new ProblemHandler(settings.retryAfter());
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver(UUID::randomUUID));
            }
        };
    }

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
        FilterRegistrationBean<CorrelationFilter> registration =
                new FilterRegistrationBean<>(new CorrelationFilter(UUID::randomUUID));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(RestSettings settings) {
        return new FilterRegistrationBean<>(new BodyLimit(settings.maxBodyBytes()));
    }

    /** A field that is misspelt or of another type is refused, never ignored or guessed: the wish would not be the caller's. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
