package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.plan.StepResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is.
 *
 * <pre>
 * Waiting ──started──▶ Running ──succeeded──▶ Done
 *                       │ ▲ ├────failed─────▶ Broken
 *           retry later │ │ └────stopped────▶ Halted ◀── (operation ends) ── Waiting, BackingOff
 *                       ▼ │ started
 *                     BackingOff
 * </pre>
 */
public sealed interface StepState {

    /** Number of the newest attempt; 0 before the first. */
    int attempt();

    /** Not started yet. */
    record Waiting() implements StepState {
        @Override
        public int attempt() {
            return 0;
        }
    }

    /**
     * An attempt was ordered and has not ended.
     *
     * @param attempt its fencing token
     * @param losses attempts of this step whose worker vanished
     * @param failures attempts of this step that failed
     * @param startedAt when this attempt was ordered
     * @param progress how far it is
     * @param checkpoint where a later attempt can go on; null when it starts anew
     */
    record Running(
            int attempt,
            int losses,
            int failures,
            Instant startedAt,
            Progress progress,
            @Nullable String checkpoint) implements StepState {}

    /**
     * Waits to be tried again.
     *
     * @param attempt the attempt that failed
     * @param losses attempts of this step whose worker vanished
     * @param failures attempts of this step that failed
     * @param failure why the last one failed
     * @param retryAt when the next one may start
     * @param progress how far the last one came
     * @param checkpoint where the next one can go on; null when it starts anew
     */
    record BackingOff(
            int attempt,
            int losses,
            int failures,
            Failure failure,
            Instant retryAt,
            Progress progress,
            @Nullable String checkpoint)
            implements StepState {}

    /** Succeeded. */
    record Done(int attempt, Instant endedAt, StepResult result) implements StepState {}

    /** Failed for good. */
    record Broken(int attempt, Instant endedAt, Failure failure) implements StepState {}

    /** Stopped because its operation ended, or never started for that reason. */
    record Halted(int attempt) implements StepState {}
}
