package io.lc2.backup.scheduler.runtime;

import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.scheduler.SchedulerFixtures;
import io.lc2.backup.scheduler.streams.LoopSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A scheduler whose cron expressions are seconds, until its standard input ends or it is killed. */
final class SchedulerInAnotherJvm {

    static final TopicLayout LAYOUT = new TopicLayout(4, TopicLayout.BROKER_DEFAULT, Duration.ofSeconds(30));

    private SchedulerInAnotherJvm() {}

    public static void main(String[] args) throws IOException {
        try (SchedulerRuntime runtime = new SchedulerRuntime(
                settings(args[0], args[1], Path.of(args[2])),
                SchedulerFixtures.SECONDS,
                late -> {},
                InstantSource.system())) {
            runtime.bootstrap(LAYOUT);
            runtime.start();
            while (System.in.read() >= 0) {
                // Nobody says anything; the end is what counts.
            }
        }
    }

    static RuntimeSettings settings(String bootstrap, String registry, Path stateDir) {
        return new RuntimeSettings(
                bootstrap,
                Map.of(),
                Map.of("schema.registry.url", registry),
                stateDir,
                "",
                1,
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                LoopSettings.DEFAULT);
    }
}
