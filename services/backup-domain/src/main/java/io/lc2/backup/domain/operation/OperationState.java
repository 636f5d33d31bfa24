package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation is.
 *
 * <pre>
 * (absent) ──accepted──▶ Queued ──started──▶ Running ──────────────▶ Completed
 *                          │ cancel, undelete   │ step failed, cancel
 *                          ▼                    ▼
 *                      Cancelled ◀───────── Ending ────────────────▶ Failed
 *                                   (steps stop, leftovers are removed)
 * </pre>
 */
public sealed interface OperationState {

    /** The facts. */
    Operation operation();

    /**
     * Accepted; waits for a free slot and for its environment, a purge also for the end of the time of grace. Comes: start,
     * cancellation, another reason to wait, and for a purge that it is taken back.
     *
     * @param waiting what it waits for; null when it may start at once, and during the time of grace
     */
    record Queued(Operation operation, @Nullable Waiting waiting) implements OperationState {}

    /** Steps run. Comes: reports of steps, cancellation, completion. */
    record Running(Operation operation) implements OperationState {}

    /**
     * Steps are being stopped and leftovers removed. Comes: reports of steps, then the end.
     *
     * @param failure why it ends; null when it was cancelled
     */
    record Ending(Operation operation, @Nullable Failure failure) implements OperationState {}

    /** Ended as asked. Nothing comes any more. */
    record Completed(Operation operation, OperationEvent.Ended end) implements OperationState {}

    /** Ended with a failure. Nothing comes any more. */
    record Failed(Operation operation, OperationEvent.OperationFailed end) implements OperationState {}

    /** Ended on request. Nothing comes any more. */
    record Cancelled(Operation operation, OperationEvent.EndedOnRequest end) implements OperationState {}

    /** True when nothing comes any more. */
    default boolean ended() {
        return switch (this) {
            case Queued queued -> false;
            case Running running -> false;
            case Ending ending -> false;
            case Completed completed -> true;
            case Failed failed -> true;
            case Cancelled cancelled -> true;
        };
    }

    /** True for a deletion that can still be taken back: it waits for nothing but time, and stands in nobody's way. */
    default boolean inGrace(Instant now) {
        return this instanceof Queued
                && operation().subject() instanceof Subject.Purge purge
                && now.isBefore(purge.purgeAfter());
    }

    /** True while it takes one of the slots of R-41. */
    default boolean active() {
        return this instanceof Running || this instanceof Ending;
    }
}
