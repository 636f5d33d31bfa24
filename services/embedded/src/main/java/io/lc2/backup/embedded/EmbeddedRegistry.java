package io.lc2.backup.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An Apicurio schema registry in a process of its own, on 127.0.0.1 only, with its schemas in a file.
 *
 * <p>It speaks Confluent's REST API below {@link #url}. Its default compatibility is NONE: whoever needs another sets it
 * with {@code PUT /config}.
 */
public final class EmbeddedRegistry implements EmbeddedServer {

    private final URI url;
    private final JavaServer server;

    private EmbeddedRegistry(ServerDirectory directory) {
        int port = directory.port("http");
        this.url = URI.create("http://" + ServerDirectory.HOST + ":" + port + "/apis/ccompat/v7");
        this.server = new JavaServer("registry", directory, arguments(directory, port), URI.create(url + "/subjects"));
    }

    /**
     * Starts a registry on the data of this directory, which is created if missing.
     *
     * @param dataDir a directory of its own
     * @throws EmbeddedException if it does not answer in time, with the end of its log
     */
    public static EmbeddedRegistry start(Path dataDir) {
        return ServerDirectory.start(dataDir, EmbeddedRegistry::new);
    }

    /** Returns the base of Confluent's REST API, the {@code schema.registry.url} of clients; the same over restarts. */
    public URI url() {
        return url;
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.close();
    }

    private static List<String> arguments(ServerDirectory directory, int port) {
        Path home = RuntimeArchive.of("registry").unpacked();
        return List.of(
                "-Dquarkus.http.host=" + ServerDirectory.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.management.host=" + ServerDirectory.HOST,
                "-Dquarkus.management.port=" + directory.port("management"),
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                // H2 would keep what it has acknowledged half a second in memory: lost when the process is killed.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + directory.resolve("schemas") + ";WRITE_DELAY=0",
                "-jar",
                home.resolve("quarkus-run.jar").toString());
    }
}
