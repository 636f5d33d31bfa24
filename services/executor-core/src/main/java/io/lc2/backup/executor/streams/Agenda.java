package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.worker.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time brings, one input after the other: first the recovery, then lost attempts, alarms and the queue. An input leaves
 * the agenda only when it is handed out to be decided at once, so a tick that runs out of time loses none.
 */
final class Agenda {

    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

    /** Slots become free in other partitions, too, and nobody tells this one. */
    private static final Duration QUEUE_CHECKS = Duration.ofSeconds(1);

    /** What could not be decided is a defect; somebody may be upgrading the executor that has it. */
    private static final Duration SECOND_TRY = Duration.ofMinutes(1);

    private final ProjectStores stores;
    private final Workers workers;
    private final Silence silence;
    private final Recovery recovery;
    private final Timers timers = new Timers();
    private final Set<ProjectId> queued = new LinkedHashSet<>();
    private final Deque<ProjectId> toCheck = new ArrayDeque<>();
    private final Deque<Postponed> postponed = new ArrayDeque<>();
    private Instant nextQueueCheck = Instant.EPOCH;
    private boolean recovered;

    Agenda(ProjectStores stores, Workers workers, LoopSettings settings) {
        this.stores = stores;
        this.workers = workers;
        this.silence = new Silence(settings.heartbeatPatience());
        this.recovery = new Recovery(stores, silence, settings.inputsPerTick());
    }

    Silence silence() {
        return silence;
    }

    /** True once every open operation of the partition was looked at; before that, nothing new is started. */
    boolean recovered() {
        return recovered;
    }

    /**
     * The next input that is due; null when none is.
     *
     * @param seen told of every open operation once, during the recovery
     */
    @Nullable Due next(Instant now, BiConsumer<ProjectId, OperationState> seen) {
        if (!recovered) {
            Due due = recovery.next((project, state) -> {
                noteQueue(project, state, now);
                seen.accept(project, state);
            });
            if (due != null) {
                return due;
            }
            recovered = true;
            LOG.atInfo().addKeyValue("attempts", recovery.attempts()).log("Open operations are taken over");
        }
        Due due = lost(now);
        if (due == null) {
            due = alarm(now);
        }
        return due == null ? waiting(now) : due;
    }

    void wake(Instant at, ProjectId project, OperationId id) {
        timers.set(at, project, id);
    }

    /** Notes whether a project waits for slots; the one looked at last comes last next time. */
    void noteQueue(ProjectId project, ProjectState after, Instant now) {
        queued.remove(project);
        after.open().values().forEach(state -> noteQueue(project, state, now));
    }

    /** Puts an input off that cannot be decided, so that it neither blocks the others nor is forgotten. */
    void postpone(Due due, Instant now) {
        if (!(due.input() instanceof Input.QueueChecked)) {
            postponed.add(new Postponed(now.plus(SECOND_TRY), due));
        }
    }

    private void noteQueue(ProjectId project, OperationState state, Instant now) {
        if (state instanceof OperationState.Queued && !state.inGrace(now)) {
            queued.add(project);
        }
    }

    private @Nullable Due lost(Instant now) {
        StepAttempt attempt = silence.overdue(now);
        while (attempt != null) {
            boolean current = stores.isCurrent(attempt);
            if (current && workers.runs(attempt)) {
                // It lives in this process: what is held up are its reports, and a new attempt would do no better.
                silence.heard(attempt, now);
            } else {
                silence.forget(attempt);
            }
            if (current && !silence.expects(attempt)) {
                LOG.atWarn()
                        .addKeyValue("operationId", attempt.operationId())
                        .addKeyValue("step", attempt.step())
                        .addKeyValue("attempt", attempt.number())
                        .log("No heartbeat; the attempt is replaced");
                return new Due(attempt.project(), new Input.AttemptLost(attempt, StartReason.HEARTBEAT_LOST));
            }
            attempt = silence.overdue(now);
        }
        return null;
    }

    private @Nullable Due alarm(Instant now) {
        Timers.Alarm alarm = timers.due(now);
        if (alarm != null) {
            return new Due(alarm.project(), new Input.TimePassed(alarm.id()));
        }
        Postponed again = postponed.peek();
        if (again != null && !now.isBefore(again.at())) {
            postponed.remove();
            return again.due();
        }
        return null;
    }

    private @Nullable Due waiting(Instant now) {
        if (toCheck.isEmpty() && !now.isBefore(nextQueueCheck)) {
            nextQueueCheck = now.plus(QUEUE_CHECKS);
            toCheck.addAll(queued);
        }
        ProjectId project = toCheck.poll();
        return project == null ? null : new Due(project, new Input.QueueChecked());
    }

    private record Postponed(Instant at, Due due) {}
}
