package io.lc2.backup.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Both services on one port: each address answers what it was told, one answer after the other, the last one for ever. */
final class StubServices implements AutoCloseable {

    record Request(String line, Map<String, String> headers, String body) {}

    private record Answer(int status, String contentType, String body, String headers) {}

    private static final Answer UNKNOWN = new Answer(404, "application/problem+json", """
            {"type": "urn:lc2:problem:not-found", "title": "There is nothing of this id", "status": 404,
             "nextStep": "Check the id and the project."}""", "");

    private final ServerSocket server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    StubServices() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("stub-services").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    StubServices on(String line, int status, String body, String... headers) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return add(line, new Answer(status, type, body, String.join("\r\n", headers)));
    }

    StubServices stream(String line, String... states) {
        StringBuilder events = new StringBuilder(": hello\n\n");
        for (String state : states) {
            events.append("event: progress\ndata: ")
                    .append(state.replaceAll("\\s+", " "))
                    .append("\n\n");
        }
        return add(
                line,
                new Answer(
                        200,
                        "text/event-stream",
                        events.append("event: end\ndata: {}\n\n").toString(),
                        ""));
    }

    List<Request> requests() {
        return requests;
    }

    Request last() {
        return requests.getLast();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StubServices add(String line, Answer answer) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                OutputStream out = socket.getOutputStream()) {
            String line = in.readLine().replace(" HTTP/1.1", "");
            Map<String, String> headers = new TreeMap<>();
            for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
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
            requests.add(new Request(line, headers, new String(body)));
            out.write(answer(line).getBytes(UTF_8));
        } catch (IOException e) {
            // The command has gone away; its own result tells what is wrong.
            return;
        }
    }

    private synchronized String answer(String line) {
        Deque<Answer> told = answers.get(line);
        Answer answer = told == null ? UNKNOWN : told.size() == 1 ? told.peek() : told.poll();
        String more = answer.headers.isEmpty() ? "" : answer.headers + "\r\n";
        return "HTTP/1.1 %d Told\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
                .formatted(answer.status, answer.contentType, answer.body.getBytes(UTF_8).length, more, answer.body);
    }
}
