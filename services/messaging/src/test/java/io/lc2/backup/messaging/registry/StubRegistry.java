package io.lc2.backup.messaging.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A peer that answers every request the same way and remembers what it was asked: for answers no real registry gives on demand. */
final class StubRegistry implements AutoCloseable {

    record Request(String line, Map<String, String> headers, String body) {}

    /** How it answers: bytes on the wire, or none at all. */
    sealed interface Answer {
        record Http(int status, String body) implements Answer {

            String text() {
                return "HTTP/1.1 %d Whatever\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(status, body.getBytes(UTF_8).length, body);
            }
        }

        record Raw(String text) implements Answer {}

        record Silence() implements Answer {}
    }

    private final Answer answer;
    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private StubRegistry(Answer answer) throws IOException {
        this.answer = answer;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static StubRegistry answering(int status, String body) throws IOException {
        return new StubRegistry(new Answer.Http(status, body));
    }

    static StubRegistry answering(Answer answer) throws IOException {
        return new StubRegistry(answer);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // close() ends it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                requests.add(request(line, in));
                send(socket.getOutputStream());
            }
        } catch (IOException e) {
            // The client, or close(), has ended it.
        }
    }

    private static Request request(String line, BufferedReader in) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        return new Request(line, Map.copyOf(headers), new String(body));
    }

    private void send(OutputStream out) throws IOException {
        String text = switch (answer) {
            case Answer.Http http -> http.text();
            case Answer.Raw raw -> raw.text();
            case Answer.Silence silence -> "";
        };
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
