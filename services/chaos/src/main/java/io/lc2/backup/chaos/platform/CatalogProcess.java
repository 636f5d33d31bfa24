package io.lc2.backup.chaos.platform;

import io.lc2.backup.catalog.CatalogApplication;
import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.process.JavaProcess;
import io.lc2.backup.chaos.process.JavaProcess.Launch;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.process.ServiceHealth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** The catalog, in a process of its own. */
public final class CatalogProcess implements AutoCloseable {

    private static final Duration READY_BOUND = Duration.ofMinutes(2);

    private final JavaProcess process;
    private final int port;
    private final ServiceHealth health;

    private CatalogProcess(JavaProcess process, int port, ServiceHealth health) {
        this.process = process;
        this.port = port;
        this.health = health;
    }

    /** Starts it; returns as soon as the process exists. */
    public static CatalogProcess start(Path directory, Servers servers, ServiceHealth health) {
        try {
            Files.createDirectories(directory);
            int port = ServiceHealth.freePort();
            JavaProcess process = JavaProcess.start(new Launch(
                    "catalog",
                    List.of(),
                    List.of("-Xmx256m"),
                    CatalogApplication.class.getName(),
                    List.of(
                            "--spring.config.location=classpath:/io/lc2/backup/catalog/,file:"
                                    + secrets(directory, servers),
                            "--server.port=" + port,
                            "--lc2.catalog.bootstrap-servers="
                                    + servers.broker().bootstrapServers(),
                            "--lc2.catalog.schema-registry-url="
                                    + servers.registry().url(),
                            "--lc2.catalog.partitions=" + Servers.PARTITIONS,
                            "--lc2.catalog.fold.instance-id=catalog-0",
                            "--lc2.catalog.fold.state-dir=" + directory.resolve("state"),
                            "--lc2.catalog.database.url=" + servers.metadata().jdbcUrl(Servers.CATALOG),
                            "--lc2.catalog.database.username="
                                    + servers.metadata().user()),
                    directory));
            return new CatalogProcess(process, port, health);
        } catch (IOException e) {
            throw new ChaosException("Cannot start the catalog in " + directory, e);
        }
    }

    /** Waits until it is ready. */
    public void awaitReady() throws InterruptedException {
        if (!Patience.await(READY_BOUND, this::ready)) {
            throw new ChaosException(
                    "The catalog is not ready after " + READY_BOUND.toSeconds() + " s; see " + process.log());
        }
    }

    /** Whether it says that it is ready, hence has written everything to its database. */
    public boolean ready() {
        return health.ready(port);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }

    /** A password is no argument: everybody on the machine could read it. */
    private static Path secrets(Path directory, Servers servers) throws IOException {
        Path file = directory.resolve("secrets.properties");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file, "lc2.catalog.database.password=" + servers.metadata().password() + "\n");
    }
}
