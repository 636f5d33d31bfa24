package io.lc2.backup.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports on 127.0.0.1, remembered in a file so that clients find a restarted server where it was. */
final class LoopbackPorts {

    static final String HOST = "127.0.0.1";

    /**
     * Below the range from which the system gives ports to outgoing connections (32768 on Linux): a client that retries
     * while its server restarts could otherwise be given the server's port and connect to itself.
     */
    private static final int FIRST = 15_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 200;

    private LoopbackPorts() {}

    /**
     * Returns the port the file remembers if it is still free, else another free one, which the file remembers from now
     * on.
     */
    static int remembered(Path file) {
        try {
            if (Files.exists(file)) {
                int port = Integer.parseInt(Files.readString(file).strip());
                if (isFree(port)) {
                    return port;
                }
            }
            int port = free();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, port + "\n");
            return port;
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedException("Cannot read or write the port file " + file + "; delete it and try again", e);
        }
    }

    private static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedException("No free port between " + FIRST + " and " + LAST + " after " + ATTEMPTS
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
