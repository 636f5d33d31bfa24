package io.lc2.backup.chaos.platform;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.lc2.backup.chaos.process.BrokerProcess;
import io.lc2.backup.chaos.proxy.FaultProxy;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.local.s3.S3Credentials;
import io.lc2.backup.local.s3.S3ObjectStore;
import io.lc2.backup.local.s3.S3Settings;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.registry.SchemaRegistryConfig;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.standalone.platform.NodeClients;
import io.lc2.backup.standalone.sample.SampleDatabase;
import io.lc2.backup.standalone.sample.SampleLibrary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import software.amazon.awssdk.services.s3.S3Client;

/** The servers below the services: broker, registry, two PostgreSQL, S3 with a proxy before it. */
public final class Servers implements AutoCloseable {

    /** Enough for projects to lie in several, few enough for a quick start. */
    public static final int PARTITIONS = 4;
    /** Name of the store the backups are in, and libraries that it copies by itself. */
    public static final String NEAR = "s3";
    /** Name of a store to which the executors carry every byte. */
    public static final String FAR = "far";
    /** Where backups are kept. */
    public static final String REPOSITORY = "repository";
    /** Database of the catalog's own server. */
    public static final String CATALOG = "catalog";

    /** How long an object of a pool must have been unneeded before it is removed: two purges in a row shall do it. */
    public static final Duration POOL_GRACE = Duration.ofSeconds(1);

    private static final Duration KAFKA_BOUND = Duration.ofSeconds(30);

    /** The last one started first, as they are closed. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final Path directory;
    private final BrokerProcess broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedDatabase sources;
    private final EmbeddedDatabase metadata;
    private final EmbeddedS3 s3;
    private final FaultProxy proxy;
    private final Disk objectDisk;
    private final Disk databaseDisk;

    private Servers(Path directory, long seed, boolean withDisks) throws IOException, InterruptedException {
        this.directory = directory;
        objectDisk = disk(directory.resolve("s3/buckets"), withDisks);
        databaseDisk = disk(directory.resolve("sources-base"), withDisks);
        broker = add(BrokerProcess.start(directory.resolve("broker")));
        registry = add(EmbeddedRegistry.start(directory.resolve("registry")));
        sources = add(EmbeddedDatabase.start(directory.resolve("sources"), EmbeddedDatabase.DISPOSABLE));
        metadata = add(EmbeddedDatabase.start(directory.resolve("metadata"), EmbeddedDatabase.DISPOSABLE));
        s3 = add(EmbeddedS3.start(directory.resolve("s3")));
        proxy = add(FaultProxy.start(s3.endpoint(), seed));
    }

    /**
     * Starts all, makes topics and subjects, and fills the sites.
     *
     * @param withDisks whether what is written outside lies on disks that can be full
     */
    public static Servers start(Path directory, long seed, List<Site> sites, boolean withDisks)
            throws IOException, InterruptedException, SQLException {
        Servers servers = new Servers(directory, seed, withDisks);
        boolean ready = false;
        try {
            servers.prepare();
            if (withDisks) {
                servers.moveDatabases();
            }
            for (Site site : sites) {
                servers.fill(site);
            }
            ready = true;
            return servers;
        } finally {
            if (!ready) {
                servers.close();
            }
        }
    }

    public BrokerProcess broker() {
        return broker;
    }

    public EmbeddedRegistry registry() {
        return registry;
    }

    /** The PostgreSQL that is backed up and restored to. */
    public EmbeddedDatabase sources() {
        return sources;
    }

    /** The PostgreSQL of the catalog. */
    public EmbeddedDatabase metadata() {
        return metadata;
    }

    /** Below the S3 server; can be full only if the run has disks. */
    public Disk objectDisk() {
        return objectDisk;
    }

    /** Below the databases of the PostgreSQL that is restored to, but not below its log, without which it would give up. */
    public Disk databaseDisk() {
        return databaseDisk;
    }

    public FaultProxy proxy() {
        return proxy;
    }

    /** A client of the S3 server that does not go through the proxy; the caller closes it. */
    public S3Client s3Client() {
        return NodeClients.s3(s3);
    }

    /** The same server as the product sees it, also not through the proxy; the caller closes it. */
    public ObjectStore store() {
        S3Credentials credentials = new S3Credentials(s3.accessKey(), s3.secretKey());
        return new S3ObjectStore(S3Settings.of(s3.endpoint()), () -> credentials);
    }

    /** A connection to a database of the sources; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return NodeClients.connect(sources, database);
    }

    /** Settings of an executor that keeps its backups in S3. */
    public List<String> executorArguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--lc2.executor.bootstrap-servers=" + broker.bootstrapServers(),
                "--lc2.executor.schema-registry-url=" + registry.url(),
                "--lc2.executor.partitions=" + PARTITIONS,
                "--lc2.executor.deletion-grace=0s",
                "--lc2.executor.pool-grace=" + POOL_GRACE.toMillis() + "ms",
                "--lc2.executor.repository.store=" + NEAR,
                "--lc2.executor.repository.bucket=" + REPOSITORY,
                "--lc2.executor.databases.main.host=" + sources.host(),
                "--lc2.executor.databases.main.port=" + sources.port(),
                "--lc2.executor.databases.main.user=" + sources.user(),
                "--lc2.executor.databases.main.password-file=" + directory.resolve("sources/password.secret")));
        arguments.addAll(storeArguments(NEAR, proxy.endpoint()));
        // The same server, which is another one to whoever goes by the address.
        arguments.addAll(storeArguments(FAR, proxy.endpoint().resolve("/")));
        return arguments;
    }

    private List<String> storeArguments(String name, URI endpoint) {
        String store = "--lc2.executor.stores." + name;
        return List.of(
                store + ".type=s3",
                store + ".endpoint=" + endpoint,
                store + ".region=" + s3.region(),
                store + ".access-key=" + s3.accessKey(),
                store + ".secret-key-file=" + directory.resolve("s3/secret-key.secret"));
    }

    /** Stops all, the broker last. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            Closing.quietly(opened.pop());
        }
    }

    private void prepare() {
        metadata.createDatabase(CATALOG);
        try (S3Client client = s3Client()) {
            client.createBucket(request -> request.bucket(REPOSITORY));
        }
        Map<String, Object> kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        TopicLayout layout = new TopicLayout(PARTITIONS, TopicLayout.BROKER_DEFAULT, KAFKA_BOUND);
        try (Admin admin = Admin.create(kafka)) {
            SchemaRegistry client = SchemaRegistry.connect(
                    Map.of(SchemaRegistryConfig.URL, registry.url().toString()));
            new Bootstrap(admin, client, layout).run(Topics.all(Set.of(Provider.LOCAL)));
        }
    }

    private void fill(Site site) throws SQLException {
        sources.createDatabase(site.database());
        try (Connection connection = connect(site.database());
                S3Client client = s3Client()) {
            long bytes = new SampleDatabase(site.installation()).fill(connection);
            if (bytes == 0) {
                throw new IllegalStateException("The sample database is empty");
            }
            new SampleLibrary(site.installation()).store(client, site.bucket(), stored -> {});
        }
    }

    private Disk disk(Path path, boolean mounted) throws IOException {
        return mounted ? add(Disk.mount(path)) : new Disk(path);
    }

    private void moveDatabases() throws IOException {
        Path databases = directory.resolve("sources/data/base");
        sources.stop();
        try (Stream<Path> files = Files.walk(databases)) {
            for (Path file : files.filter(file -> !file.equals(databases)).toList()) {
                Files.copy(file, databaseDisk.path().resolve(databases.relativize(file)), COPY_ATTRIBUTES);
            }
        }
        Directories.delete(databases);
        Files.createSymbolicLink(databases, databaseDisk.path());
        sources.start();
    }

    private <T extends AutoCloseable> T add(T server) {
        opened.push(server);
        return server;
    }
}
