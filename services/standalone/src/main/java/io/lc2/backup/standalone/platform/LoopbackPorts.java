package io.lc2.backup.standalone.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1. */
final class LoopbackPorts {

    private static final int TRIES = 200;

    private LoopbackPorts() {}

    /** The first free port from this one on; 0 for 0, which lets the server take any. */
    static int firstFree(int from) {
        if (from == 0) {
            return 0;
        }
        for (int port = from; port < from + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new StandaloneException(
                "No free port from %d to %d on 127.0.0.1; stop some servers".formatted(from, from + TRIES - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
