package io.lc2.backup.standalone.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of server-sent events, read by a thread of its own so that its reader can wait with a bound. */
final class EventStream implements AutoCloseable {

    /**
     * One event.
     *
     * @param name its kind; {@code end} also when the connection ended
     * @param data what came with it, null where nothing did
     */
    record Event(String name, JsonNode data) {

        boolean isEnd() {
            return name.equals("end");
        }
    }

    /** A reader that does not keep up makes the server wait. */
    private static final int BUFFERED = 256;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(BUFFERED);
    private final JsonMapper json;
    private final Thread reader;

    private EventStream(HttpClient http, HttpRequest request, JsonMapper json) {
        this.json = json;
        this.reader = Thread.ofVirtual().name("event-stream").unstarted(() -> read(http, request));
    }

    static EventStream open(HttpClient http, HttpRequest request, JsonMapper json) {
        EventStream stream = new EventStream(http, request, json);
        stream.reader.start();
        return stream;
    }

    /** The next event; empty if none came within the bound. */
    Optional<Event> next(Duration bound) throws InterruptedException {
        return Optional.ofNullable(events.poll(bound.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void read(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                try (Stream<String> lines = response.body()) {
                    parse(lines);
                }
            }
            put("end", "");
        } catch (IOException | java.io.UncheckedIOException e) {
            // Whoever reads asks for the resource itself when the stream ends early, and reports what that says.
            events.offer(new Event("end", json.nullNode()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void parse(Stream<String> lines) throws InterruptedException {
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line : (Iterable<String>) lines::iterator) {
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length())).append('\n');
            } else if (line.isEmpty() && !(data.isEmpty() && name.equals("message"))) {
                put(name, data.toString());
                name = "message";
                data.setLength(0);
            }
        }
    }

    private void put(String name, String data) throws InterruptedException {
        events.put(new Event(name, data.isBlank() ? json.nullNode() : json.readTree(data)));
    }
}
