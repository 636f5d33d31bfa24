package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import org.jspecify.annotations.Nullable;

/** What a worker says about the attempt it runs. A report of an attempt that is not the current one means nothing. */
public sealed interface StepReport {

    /** Which attempt of which step. */
    StepAttempt attempt();

    /**
     * One attempt of one step.
     *
     * @param project whose operation
     * @param operationId the operation
     * @param step the step
     * @param number the fencing token of {@link io.lc2.backup.domain.event.OperationEvent.StepStarted}
     */
    record StepAttempt(ProjectId project, OperationId operationId, StepKind step, int number) {}

    /**
     * The worker is alive and came this far; also sent when nothing moved, as the heartbeat.
     *
     * @param attempt which attempt
     * @param progress how far
     * @param checkpoint where a later attempt can go on; null leaves the last one in place
     */
    record Progressed(
            StepAttempt attempt,
            Progress progress,
            @Nullable String checkpoint) implements StepReport {}

    /** The step is done. */
    record Succeeded(StepAttempt attempt, StepResult result) implements StepReport {}

    /** The attempt failed. */
    record Failed(StepAttempt attempt, Failure failure) implements StepReport {}

    /** The attempt stopped because it was told to. */
    record Stopped(StepAttempt attempt) implements StepReport {}
}
