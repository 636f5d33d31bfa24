package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.catalog.fold.CatalogStreams;
import io.lc2.backup.catalog.projection.Projector;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two parts that work on the log, started and stopped together and apart. One caller at a time. */
public final class CatalogParts {

    private final CatalogStreams streams;
    private final Supplier<Projector> projectors;
    private @Nullable Projector projector;
    private boolean held;

    /** Starts nothing. */
    public CatalogParts(CatalogStreams streams, Supplier<Projector> projectors) {
        this.streams = streams;
        this.projectors = projectors;
    }

    /** Starts what does not run; while they are held, nothing. */
    public synchronized void start() {
        if (held) {
            return;
        }
        if (streams.client().isEmpty()) {
            streams.start();
        }
        if (projector == null) {
            projector = projectors.get();
            projector.start();
        }
    }

    /**
     * Stops the fold.
     *
     * @return whether it has stopped within the time
     */
    public synchronized boolean stopFold(Duration atMost) {
        return streams.stop(atMost);
    }

    /**
     * Stops the projection.
     *
     * @return whether it has stopped within the time
     * @throws InterruptedException when the caller is told to stop waiting
     */
    public synchronized boolean stopProjection(Duration atMost) throws InterruptedException {
        Projector stopping = projector;
        projector = null;
        return stopping == null || stopping.stop(atMost);
    }

    /** Keeps anybody from starting them: the service may just be coming up when a rebuild begins. */
    synchronized void hold() {
        held = true;
    }

    /** Lets them be started again, and starts them. */
    synchronized void release() {
        held = false;
        start();
    }

    /** Deletes the local stores of the fold, which is stopped. */
    synchronized void deleteLocalState() {
        streams.deleteLocalState();
    }
}
