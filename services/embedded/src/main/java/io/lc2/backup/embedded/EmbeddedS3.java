package io.lc2.backup.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An S3 server (S3Proxy) in a process of its own, on 127.0.0.1 only.
 *
 * <p>Clients need path-style addresses. It keeps content type and user metadata, and does multipart, server-side copy and
 * conditional put; it has no tags, object lock or server-side encryption. On the file system it has no versions and lists
 * in time proportional to all keys of the bucket per page; in memory it has versions.
 */
public final class EmbeddedS3 implements EmbeddedServer {

    private static final String REGION = "us-east-1";
    private static final String IN_MEMORY = "jclouds.provider=transient";

    private final URI endpoint;
    private final String accessKey;
    private final String secretKey;
    private final JavaServer server;

    private EmbeddedS3(ServerDirectory directory, boolean inMemory) {
        this.endpoint = URI.create("http://" + ServerDirectory.HOST + ":" + directory.port("http"));
        this.accessKey = directory.secret("access-key");
        this.secretKey = directory.secret("secret-key");
        Path settings = writeSettings(directory, inMemory);
        this.server = new JavaServer(
                "s3",
                directory,
                List.of(
                        "-cp",
                        RuntimeArchive.of("s3").file().toString(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()),
                endpoint);
    }

    /**
     * Starts a server on the data of this directory, which is created if missing.
     *
     * @param dataDir a directory of its own, on a file system with extended attributes (ext4, xfs, btrfs, tmpfs, APFS)
     * @throws EmbeddedException if it does not answer in time, with the end of its log
     */
    public static EmbeddedS3 start(Path dataDir) {
        return ServerDirectory.start(dataDir, directory -> new EmbeddedS3(directory, false));
    }

    /**
     * Starts a server that keeps objects in memory, so that a stop loses them, and can keep versions.
     *
     * @param dataDir a directory of its own, for its settings and its log
     * @throws EmbeddedException if it does not answer in time, with the end of its log
     */
    public static EmbeddedS3 startInMemory(Path dataDir) {
        return ServerDirectory.start(dataDir, directory -> new EmbeddedS3(directory, true));
    }

    /** Returns where clients connect, without a bucket; the same over restarts. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns the region clients sign for. */
    public String region() {
        return REGION;
    }

    /** Returns the access key id, random per data directory. */
    public String accessKey() {
        return accessKey;
    }

    /** Returns the secret access key, random per data directory. */
    public String secretKey() {
        return secretKey;
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

    /** In a file, because arguments and environment of a process can be read by others. */
    private Path writeSettings(ServerDirectory directory, boolean inMemory) {
        Path file = directory.resolve("s3.properties");
        try {
            directory.writePrivate(
                    file, """
                    s3proxy.endpoint=%s
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    %s
                    """.formatted(endpoint, accessKey, secretKey, inMemory ? IN_MEMORY : onFiles(directory)));
        } catch (IOException e) {
            throw new EmbeddedException("Cannot write " + file + "; is it yours?", e);
        }
        return file;
    }

    private static String onFiles(ServerDirectory directory) throws IOException {
        Path buckets = Files.createDirectories(directory.resolve("buckets"));
        return "jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir=" + buckets;
    }
}
