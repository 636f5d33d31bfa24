package io.lc2.backup.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The progress of an operation as the catalog streams it. Only the newest state counts, so an unread one is replaced; a stream that
 * breaks off just ends.
 */
public final class ProgressStream implements AutoCloseable {

    private final ObjectMapper mapper = new ObjectMapper();
    private final BlockingQueue<JsonNode> newest = new ArrayBlockingQueue<>(1);
    private final InputStream events;
    private volatile boolean open = true;

    /** Reads the events in the background. */
    public ProgressStream(InputStream events) {
        this.events = events;
        Thread.ofVirtual().name("progress-stream").start(this::read);
    }

    /** Whether more may come. */
    public boolean isOpen() {
        return open || !newest.isEmpty();
    }

    /** The newest state, waiting so long for one; empty when none came. */
    public Optional<JsonNode> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(newest.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() throws IOException {
        open = false;
        events.close();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    replaceNewest(mapper.readTree(data.toString()));
                    data.setLength(0);
                }
            }
        } catch (JsonProcessingException e) {
            // Not a stream of ours: whoever waits asks for the state instead.
            newest.clear();
        } catch (IOException e) {
            // The stream broke off or was closed: the state can still be asked for.
            open = false;
        } finally {
            open = false;
        }
    }

    private void replaceNewest(JsonNode state) {
        if (state.isObject() && state.has("status")) {
            newest.clear();
            newest.add(state);
        }
    }
}
