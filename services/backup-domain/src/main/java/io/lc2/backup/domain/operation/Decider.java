package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.operation.Input.AttemptLost;
import io.lc2.backup.domain.operation.Input.CommandReceived;
import io.lc2.backup.domain.operation.Input.QueueChecked;
import io.lc2.backup.domain.operation.Input.ReportReceived;
import io.lc2.backup.domain.operation.Input.TimePassed;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.ProviderCapabilities;
import java.time.Duration;

/**
 * Decides what follows from an input. Pure: the same project, input and moment always yield the same decision, which an
 * aborted transaction may therefore take again.
 */
public final class Decider {

    private final Answers answers;
    private final Attempts attempts;
    private final Queue queue;

    /**
     * A decider of one executor.
     *
     * @param capabilities what its provider can do
     * @param limits what may run at once
     * @param retries how failures are retried
     * @param grace how long a deletion can be taken back
     */
    public Decider(ProviderCapabilities capabilities, Limits limits, RetryPolicy retries, Duration grace) {
        this.answers = new Answers(capabilities.provider(), new Planner(capabilities), limits, grace);
        this.attempts = new Attempts(retries);
        this.queue = new Queue(limits);
    }

    /**
     * Decides.
     *
     * @param project what is known of the project the input belongs to
     * @param input what arrived
     * @param moment time, jitter and free slots
     * @return events to record and effects to carry out; both empty when the input changes nothing
     */
    public Decision decide(ProjectState project, Input input, Moment moment) {
        Draft draft = new Draft(project, moment);
        switch (input) {
            case CommandReceived received -> answers.answer(draft, received.command());
            case ReportReceived received -> attempts.reported(draft, received.report());
            case AttemptLost lost -> attempts.lost(draft, lost);
            case TimePassed passed -> timePassed(draft, passed.operationId());
            case QueueChecked checked -> {}
        }
        queue.startWhatMay(draft);
        return draft.done();
    }

    private void timePassed(Draft draft, OperationId id) {
        if (draft.find(id) != null) {
            attempts.expire(draft, id);
            Deletions.awaitGrace(draft, id);
            Progression.advance(draft, id);
        }
    }
}
