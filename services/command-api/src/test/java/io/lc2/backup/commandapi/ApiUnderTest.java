package io.lc2.backup.commandapi;

import io.lc2.backup.commandapi.rest.RestConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The real service on a free port, with a log in memory. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ApiUnderTest.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=classpath:/io/lc2/backup/commandapi/",
            "management.endpoint.health.validate-group-membership=false",
            "lc2.command-api.catalog-url=http://catalog.example:8481/"
        })
public @interface ApiUnderTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties(CommandApiSettings.class)
    @Import({RestConfiguration.class, CommandApiWiring.class})
    class Application {

        @Bean
        RecordingPublisher recordingPublisher() {
            return new RecordingPublisher();
        }

        @Bean
        DeadLettersInMemory deadLetters() {
            return new DeadLettersInMemory();
        }
    }
}
