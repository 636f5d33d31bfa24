package io.lc2.backup.chaos.process;

import io.lc2.backup.chaos.ChaosException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service of ours whether it is ready, and finds ports for them. */
public final class ServiceHealth {

    private static final Duration ANSWER_BOUND = Duration.ofSeconds(3);

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NONE = 0;

    private final HttpClient http;

    public ServiceHealth(HttpClient http) {
        this.http = http;
    }

    /** Whether the service on this port of this machine says that it is ready. */
    public boolean ready(int port) {
        return status(port, "ready") == OK;
    }

    /** Whether the service says itself that only a new start helps; one that does not answer says nothing. */
    boolean givenUp(int port) {
        return status(port, "live") == UNAVAILABLE;
    }

    private int status(int port, String group) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + group))
                .timeout(ANSWER_BOUND)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    /** A port of the loopback interface that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ChaosException("Cannot find a free port on 127.0.0.1", e);
        }
    }
}
