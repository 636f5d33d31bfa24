package io.lc2.backup.domain.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of due times. */
public sealed interface Run {

    /**
     * A due time that becomes a run now. Policy and due time name it, so that it exists once whoever repeats this.
     *
     * @param due its due time
     * @param start when it was to start, jitter included
     * @param finishBy when it is to be cancelled unless it has ended; null: never
     */
    record Fired(Instant due, Instant start, @Nullable Instant finishBy) implements Run {}

    /**
     * Successive due times that do not, all for one reason: a year without anybody there is one entry, not thousands.
     *
     * @param first earliest of them
     * @param last latest of them
     * @param count how many, at least 1
     * @param reason why
     */
    record NotRun(Instant first, Instant last, int count, NotRunReason reason) implements Run {}
}
