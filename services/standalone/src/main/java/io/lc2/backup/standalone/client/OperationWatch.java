package io.lc2.backup.standalone.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a backup or restore until it has ended. */
public final class OperationWatch {

    private static final Set<String> ENDS = Set.of("Completed", "Failed", "Cancelled");
    /** Without news for this long the resource itself is asked: a stream may end or fall silent, an operation may not. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final int WAIT_FOR_ID_SECONDS = 20;

    private final ApiClient catalog;
    private final Duration bound;

    /** @param bound after which following is given up; the operation goes on */
    public OperationWatch(ApiClient catalog, Duration bound) {
        this.catalog = catalog;
        this.bound = bound;
    }

    /**
     * Follows the operation.
     *
     * @param path of its resource in the catalog
     * @param progress told its details at each change, the last ones included
     * @return its last details
     * @throws ApiException if it does not end within the bound, or the catalog does not answer
     */
    public JsonNode untilEnd(String path, Consumer<JsonNode> progress) {
        long end = System.nanoTime() + bound.toNanos();
        JsonNode details = catalog.getWaiting(path, WAIT_FOR_ID_SECONDS);
        progress.accept(details);
        try {
            while (!hasEnded(details) && System.nanoTime() < end) {
                details = follow(path, details, progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("Interrupted while following " + path, e);
        }
        if (!hasEnded(details)) {
            throw new ApiException(
                    path + " is still " + status(details) + " after " + bound.toMinutes() + " minutes", null);
        }
        return details;
    }

    /** The state's name, as the catalog gives it. */
    public static String status(JsonNode details) {
        return details.path("status").asString("");
    }

    private static boolean hasEnded(JsonNode details) {
        return ENDS.contains(status(details));
    }

    /** Reads one stream until it ends or falls silent. */
    private JsonNode follow(String path, JsonNode known, Consumer<JsonNode> progress) throws InterruptedException {
        JsonNode details = known;
        try (EventStream stream = catalog.events(path + "/progress")) {
            Optional<EventStream.Event> event = stream.next(SILENCE);
            while (event.isPresent() && !event.get().isEnd()) {
                if (event.get().name().equals("progress")) {
                    details = event.get().data();
                    progress.accept(details);
                }
                event = stream.next(SILENCE);
            }
        }
        JsonNode last = catalog.getWaiting(path, 1);
        progress.accept(last);
        return last;
    }
}
