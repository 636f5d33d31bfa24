package io.lc2.backup.standalone.platform;

import io.lc2.backup.catalog.CatalogApplication;
import io.lc2.backup.commandapi.CommandApiApplication;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.embedded.EmbeddedNode;
import io.lc2.backup.local.LocalExecutorApplication;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.scheduler.SchedulerApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** How each service is started on the embedded node: its settings as arguments, its end ordered by us. */
final class PlatformServices {

    /** Where a service's defaults lie on the class path, and what its settings begin with. */
    private enum Service {
        CATALOG("catalog", "catalog"),
        EXECUTOR("local", "executor"),
        SCHEDULER("scheduler", "scheduler"),
        COMMAND_API("commandapi", "command-api");

        private final String folder;
        private final String settings;

        Service(String folder, String settings) {
            this.folder = folder;
            this.settings = settings;
        }
    }

    private static final String CATALOG_DATABASE = "lc2_catalog";
    /** Enough for one machine: each costs files and a task per service, and their number can never be changed. */
    private static final int PARTITIONS = 8;

    private static final Duration KAFKA_BOUND = Duration.ofSeconds(30);

    private final EmbeddedNode node;
    private final PlatformSettings settings;

    PlatformServices(EmbeddedNode node, PlatformSettings settings) {
        this.node = node;
        this.settings = settings;
    }

    /** Makes what the services expect to be there: topics, subjects, a database, a bucket. Idempotent. */
    void prepare() {
        node.database().createDatabase(CATALOG_DATABASE);
        try (S3Client s3 = NodeClients.s3(node.s3())) {
            s3.createBucket(request -> request.bucket(EmbeddedSettings.REPOSITORY_BUCKET));
        } catch (BucketAlreadyOwnedByYouException thereSinceTheFirstStart) {
            // As it should be.
        }
        Map<String, Object> kafka = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, node.broker().bootstrapServers());
        TopicLayout layout = new TopicLayout(PARTITIONS, TopicLayout.BROKER_DEFAULT, KAFKA_BOUND);
        try (Admin admin = Admin.create(kafka)) {
            SchemaRegistry registry = SchemaRegistry.connect(
                    Map.of(SchemaRegistryConfig.URL, node.registry().url().toString()));
            new Bootstrap(admin, registry, layout).run(Topics.all(Set.of(Provider.LOCAL)));
        }
    }

    ConfigurableApplicationContext catalog() {
        List<String> own = new ArrayList<>(List.of(
                "--lc2.catalog.fold.state-dir=" + state("catalog"),
                "--lc2.catalog.fold.instance-id=catalog-0",
                "--lc2.catalog.database.url=" + node.database().jdbcUrl(CATALOG_DATABASE),
                "--lc2.catalog.database.username=" + node.database().user(),
                "--lc2.catalog.database.password=" + node.database().password()));
        own.addAll(RepositorySettings.arguments(executorFiles()));
        return CatalogApplication.start(
                false, arguments(Service.CATALOG, List.of(), settings.catalogPort(), own.toArray(String[]::new)));
    }

    ConfigurableApplicationContext executor() {
        return LocalExecutorApplication.start(
                false,
                arguments(
                        Service.EXECUTOR,
                        executorFiles(),
                        settings.executorPort(),
                        "--lc2.executor.partitions=" + PARTITIONS,
                        "--lc2.executor.state-directory=" + state("executor-local"),
                        "--lc2.executor.instance-id=executor-local-0"));
    }

    /** Ours, and after them the user's, which win. */
    private List<Path> executorFiles() {
        List<Path> files = new ArrayList<>(
                List.of(new EmbeddedSettings(node, settings.directory()).write(state("executor-embedded.yaml"))));
        files.addAll(settings.executorSettings());
        return files;
    }

    ConfigurableApplicationContext scheduler() {
        return SchedulerApplication.start(
                false,
                arguments(
                        Service.SCHEDULER,
                        List.of(),
                        settings.schedulerPort(),
                        "--lc2.scheduler.partitions=" + PARTITIONS,
                        "--lc2.scheduler.state-directory=" + state("scheduler"),
                        "--lc2.scheduler.instance-id=scheduler-0"));
    }

    /** @param catalog as callers reach it */
    ConfigurableApplicationContext commandApi(URI catalog) {
        return CommandApiApplication.start(
                false,
                arguments(
                        Service.COMMAND_API,
                        List.of(),
                        settings.commandApiPort(),
                        "--lc2.command-api.catalog-url=" + catalog));
    }

    /**
     * Arguments win over files. Of those, only the service's own defaults and the given ones are read: a file that happens
     * to lie in the working directory is not meant for us.
     */
    private String[] arguments(Service service, List<Path> files, int firstPort, String... own) {
        String locations = Stream.concat(
                        Stream.of("classpath:/io/lc2/backup/" + service.folder + "/"),
                        files.stream().map(file -> "optional:file:" + file))
                .collect(Collectors.joining(","));
        List<String> all = new ArrayList<>(List.of(
                "--spring.config.location=" + locations,
                "--server.port=" + LoopbackPorts.firstFree(firstPort),
                "--lc2." + service.settings + ".bootstrap-servers="
                        + node.broker().bootstrapServers(),
                "--lc2." + service.settings + ".schema-registry-url="
                        + node.registry().url()));
        all.addAll(List.of(own));
        return all.toArray(String[]::new);
    }

    private Path state(String name) {
        return settings.directory().resolve("state").resolve(name);
    }
}
