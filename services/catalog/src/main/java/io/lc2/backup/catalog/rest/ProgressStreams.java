package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.codec.EntryKey;
import io.lc2.backup.catalog.fold.EntryChanges;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.EntrySummary;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Live progress as Server-Sent Events: the details on each change, {@code end} with the last of them, then the stream
 * closes. Each client takes a virtual thread that sleeps until the store announces a change; it is served on the thread of
 * its request, so that a client that reads slowly slows down nobody else. Ends before the web server does.
 */
final class ProgressStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProgressStreams.class);

    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Entries entries;
    private final JsonMapper json;
    private final ProgressSettings settings;
    private final RebuildGate gate;
    private final LongSupplier nanoTime;
    private final Semaphore clients;
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    ProgressStreams(
            Entries entries, JsonMapper json, ProgressSettings settings, RebuildGate gate, LongSupplier nanoTime) {
        this.entries = entries;
        this.json = json;
        this.settings = settings;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.clients = new Semaphore(settings.clients());
    }

    /** How many clients are served now. */
    int serving() {
        return settings.clients() - clients.availablePermits();
    }

    /**
     * Serves one client until the operation has ended, the client goes away, or the time of a stream is over; after that
     * clients of Server-Sent Events connect again by themselves.
     *
     * @param first the entry as it is now
     * @throws TooManyClientsException when as many are served as may be
     */
    void serve(EntryKey key, CatalogEntry first, HttpServletResponse response) throws InterruptedException {
        if (!clients.tryAcquire()) {
            throw new TooManyClientsException();
        }
        try (EntryChanges.Watch watch = entries.lookup().watch(key)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Cache-Control", "no-cache");
            // Tells a reverse proxy not to hold events back until its buffer is full.
            response.setHeader("X-Accel-Buffering", "no");
            follow(key, first, watch, response.getOutputStream());
        } catch (IOException | DataAccessException e) {
            // The client has gone, or the entry cannot be read: half an answer is out, all that is left is to end it.
            log.atDebug()
                    .addKeyValue("operationId", key.operation())
                    .setCause(e)
                    .log("progress stream ended early");
        } finally {
            clients.release();
        }
    }

    private void follow(EntryKey key, CatalogEntry first, EntryChanges.Watch watch, OutputStream out)
            throws IOException, InterruptedException {
        long end = nanoTime.getAsLong() + settings.longest().toNanos();
        long heartbeat = nanoTime.getAsLong() + settings.heartbeat().toNanos();
        CatalogEntry sent = first;
        send(out, sent);
        while (!EntrySummary.of(sent).ended() && isRunning() && !gate.closed() && nanoTime.getAsLong() < end) {
            // The pause bounds how often an entry is read and sent; the wait after it ends with the next change.
            if (stopping.await(settings.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            Optional<CatalogEntry> now = entries.lookup().find(key);
            if (now.isPresent() && !now.get().equals(sent)) {
                sent = now.get();
                send(out, sent);
                heartbeat = nanoTime.getAsLong() + settings.heartbeat().toNanos();
            } else {
                Duration left = Duration.ofNanos(heartbeat - nanoTime.getAsLong());
                if (left.isPositive()) {
                    entries.lookup().awaitChange(watch, left);
                } else {
                    write(out, HEARTBEAT);
                    heartbeat = nanoTime.getAsLong() + settings.heartbeat().toNanos();
                }
            }
        }
    }

    private void send(OutputStream out, CatalogEntry entry) throws IOException {
        EntryDetails details = entries.details(entry);
        byte[] data = json.writeValueAsBytes(details);
        event(out, "progress", data);
        if (EntrySummary.of(entry).ended()) {
            event(out, "end", data);
        }
    }

    private static void event(OutputStream out, String name, byte[] data) throws IOException {
        out.write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(data);
        write(out, "\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
