package io.lc2.backup.chaos.proxy;

import io.lc2.backup.chaos.proxy.Passage.Hit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Listens on 127.0.0.1 in front of an HTTP server and damages what passes as it is told; knows every change made. */
public final class FaultProxy implements AutoCloseable {

    private static final int CONNECT_BOUND_MILLIS = 5_000;
    private static final int SILENCE_BOUND_MILLIS = 120_000;
    private static final Set<String> CHANGING = Set.of("PUT", "POST", "DELETE");

    /**
     * A request that the server has carried out and that changed something.
     *
     * @param method of the request
     * @param target path and query, as sent
     */
    public record Change(String method, String target) {

        /** Whether an upload in parts began. */
        public boolean beginsUpload() {
            return method.equals("POST") && query().matches("uploads(=.*)?");
        }

        /** Whether the parts of an upload became an object. */
        public boolean completesUpload() {
            return method.equals("POST") && query().startsWith("uploadId=");
        }

        private String query() {
            return target.substring(target.indexOf('?') + 1);
        }
    }

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
    private final AtomicLong hits = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;

    private FaultProxy(ServerSocket listener, InetSocketAddress server, long seed) {
        this.listener = listener;
        this.server = server;
        this.random = new Random(seed);
    }

    /**
     * Starts to listen on a free port.
     *
     * @param server where everything is passed on to
     * @param seed of which requests are hit
     */
    public static FaultProxy start(URI server, long seed) throws IOException {
        ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        FaultProxy proxy = new FaultProxy(listener, new InetSocketAddress(server.getHost(), server.getPort()), seed);
        Thread.ofPlatform().daemon().name("fault-proxy").start(proxy::accept);
        return proxy;
    }

    /** What clients take for the server. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** From now on this happens, until told otherwise. */
    public void weather(Weather now) {
        weather = now;
    }

    /** Requests damaged so far. */
    public long hits() {
        return hits.get();
    }

    /** Every change the server has confirmed, whether or not the client learnt of it. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : new ArrayList<>(open)) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().name("passage").start(() -> serve(client));
            } catch (IOException closedOrTooManyOpen) {
                // Closed: the loop ends. Otherwise the client tries again, as with any server.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            open.add(upstream);
            upstream.connect(server, CONNECT_BOUND_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            client.setSoTimeout(SILENCE_BOUND_MILLIS);
            upstream.setSoTimeout(SILENCE_BOUND_MILLIS);
            try {
                new Passage(client, upstream, sky()).run();
            } catch (BrokenOnPurposeException cut) {
                // A reset, as a cable or a load balancer does it.
                client.setSoLinger(true, 0);
            } finally {
                open.remove(upstream);
            }
        } catch (IOException oneSideLeft) {
            // Both are closed now; the other side sees that.
        } finally {
            open.remove(client);
        }
    }

    private Passage.Sky sky() {
        return new Passage.Sky() {
            @Override
            public Hit hit() {
                return draw();
            }

            @Override
            public boolean slow() {
                return weather.kind() == Weather.Kind.SLOW;
            }

            @Override
            public void answered(String method, String target, int status) {
                if (CHANGING.contains(method) && status >= 200 && status < 300) {
                    changes.add(new Change(method, target));
                }
            }
        };
    }

    private Hit draw() {
        Weather now = weather;
        boolean cutLate;
        boolean fair;
        synchronized (random) {
            fair = random.nextDouble() >= now.share();
            cutLate = random.nextBoolean();
        }
        Hit hit = fair ? Hit.NONE : hit(now.kind(), cutLate);
        if (hit != Hit.NONE) {
            hits.incrementAndGet();
        }
        return hit;
    }

    private static Hit hit(Weather.Kind kind, boolean cutLate) {
        return switch (kind) {
            case NONE -> Hit.NONE;
            case REFUSED -> Hit.REFUSE;
            case SLOW -> Hit.SLOW;
            case CUT -> cutLate ? Hit.CUT_ANSWER : Hit.CUT_REQUEST;
        };
    }
}
