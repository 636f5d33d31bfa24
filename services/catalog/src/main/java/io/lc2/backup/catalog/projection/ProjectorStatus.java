package io.lc2.backup.catalog.projection;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How the projection is doing; written by the projector, read by everybody. */
public final class ProjectorStatus {

    /**
     * A look at it.
     *
     * @param alive false when it was not started, was stopped or has failed and waits
     * @param caughtUp whether it has been at the end of the log since it was last started
     * @param lag records it is behind
     * @param positions the next offset of each partition it has
     * @param failure what interrupted it; null when nothing did
     */
    public record Snapshot(
            boolean alive,
            boolean caughtUp,
            long lag,
            Map<TopicPartition, Long> positions,
            @Nullable String failure) {}

    /**
     * Where the projection is once a batch is written.
     *
     * @param positions the next offset of each partition
     * @param lag records behind these
     * @param lagKnown whether all partitions were asked for their end yet
     */
    record Place(Map<TopicPartition, Long> positions, long lag, boolean lagKnown) {
        Place {
            positions = Map.copyOf(positions);
        }
    }

    private static final Snapshot IDLE = new Snapshot(false, false, 0, Map.of(), null);

    private final LongAdder projected = new LongAdder();
    private volatile Snapshot snapshot = IDLE;
    private volatile boolean advanced;

    /** How it is doing now. */
    public Snapshot now() {
        return snapshot;
    }

    /** Records projected since this process was started. */
    public long projected() {
        return projected.sum();
    }

    void projected(int records) {
        projected.add(records);
        advanced = true;
    }

    void running(Place place) {
        boolean atEnd =
                place.lagKnown() && place.lag() == 0 && !place.positions().isEmpty();
        snapshot = new Snapshot(true, snapshot.caughtUp() || atEnd, place.lag(), place.positions(), null);
    }

    void failed(String failure) {
        advanced = false;
        snapshot = new Snapshot(false, snapshot.caughtUp(), snapshot.lag(), Map.of(), failure);
    }

    void stopped() {
        snapshot = IDLE;
    }

    boolean advancedSinceFailure() {
        return advanced;
    }
}
