package io.lc2.backup.scheduler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The scheduler as a process, or as one of several services in one. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(SchedulerSettings.class)
@Import({SchedulerWiring.class, SchedulerHealth.class})
public class SchedulerApplication {

    /**
     * The defaults lie in this package, so that the files of several services on one class path do not hide each other;
     * files in the working directory and environment variables override them.
     */
    private static final String CONFIG_LOCATIONS =
            "classpath:/io/lc2/backup/scheduler/,optional:file:./,optional:file:./config/";

    /** Runs the scheduler until the process is told to end. */
    public static void main(String[] args) {
        start(true, args);
    }

    /**
     * Starts the scheduler and returns when its loop is starting; it is ended by closing the context.
     *
     * @param shutdownHook whether it ends by itself with the process; false where somebody else orders the end of several
     *     services
     * @param args settings, for example {@code --server.port=0}
     */
    public static ConfigurableApplicationContext start(boolean shutdownHook, String... args) {
        SpringApplication application = new SpringApplicationBuilder(SchedulerApplication.class)
                .properties("spring.config.location=" + CONFIG_LOCATIONS)
                .registerShutdownHook(shutdownHook)
                .build();
        return application.run(args);
    }
}
