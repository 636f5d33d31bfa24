package io.lc2.backup.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one server: its data, log, remembered port and secrets, claimed by one process at a time.
 *
 * <p>A second claimant would otherwise give the server another port, or start it twice on the same files.
 */
final class ServerDirectory implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    /**
     * Below the range from which the system gives ports to outgoing connections (32768 on Linux): a client that retries
     * while its server restarts could otherwise be given the server's port and connect to itself.
     */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 32_000;
    private static final int ATTEMPTS = 200;
    private static final int SECRET_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockFile;

    private ServerDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if it is missing and takes its lock, which ends with {@link #close} or with the process.
     *
     * @throws EmbeddedException if another server has claimed it
     */
    static ServerDirectory claim(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) != null) {
                return new ServerDirectory(path, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot create or lock " + path + "; is it writable?", e);
        }
        throw new EmbeddedException("Another server runs on " + path + "; stop it first or use another directory");
    }

    /** Claims the directory for a server and starts it; gives the directory back if that fails. */
    static <S extends EmbeddedServer> S start(Path directory, Function<ServerDirectory, S> server) {
        ServerDirectory claimed = claim(directory);
        boolean up = false;
        try {
            S starting = server.apply(claimed);
            starting.start();
            up = true;
            return starting;
        } finally {
            if (!up) {
                claimed.close();
            }
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Returns the port remembered under this name if it is still free, else another free one, remembered from now on.
     */
    int port(String name) {
        Path file = path.resolve(name + ".port");
        try {
            if (Files.exists(file)) {
                int port = Integer.parseInt(Files.readString(file).strip());
                if (isFree(port)) {
                    return port;
                }
            }
            int port = freePort();
            Files.writeString(file, port + "\n");
            return port;
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedException("Cannot read or write the port file " + file + "; delete it and try again", e);
        }
    }

    /** Returns the secret of this name: random, made once, readable by the owner only. */
    String secret(String name) {
        Path file = path.resolve(name + ".secret");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(random);
                writePrivate(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot read or write the secret " + file + "; is it yours?", e);
        }
    }

    /** Writes a file only the owner can read, from its first byte on. */
    void writePrivate(Path file, String content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(partial, content);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new EmbeddedException("Cannot release " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static int freePort() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedException("No free port between " + FIRST_PORT + " and " + LAST_PORT + " in " + ATTEMPTS
                + " attempts; stop some servers on this machine");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
