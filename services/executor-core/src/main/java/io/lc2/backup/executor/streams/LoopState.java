package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.Effect;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a processor, from the assignment of its partition to its loss: stores, timers, and what was heard of whom.
 * Everything but the stores is forgotten with it.
 */
final class LoopState {

    private static final Logger LOG = LoggerFactory.getLogger(LoopState.class);

    private final ProcessorContext<String, Object> context;
    private final LoopSettings settings;
    private final ExecutorSlots slots;
    private final EventHeaders headers;
    private final Cancellable ticks;
    private final ProjectStores stores;
    private final Silence silence;
    private final Timers timers = new Timers();
    private final Set<ProjectId> queued = new HashSet<>();
    private @Nullable String scannedTo;
    private @Nullable String prunedTo;
    private boolean recovered;
    private Instant nextQueueCheck = Instant.EPOCH;
    private Instant nextPruning;
    private Instant tickEnds = Instant.EPOCH;

    LoopState(
            ProcessorContext<String, Object> context,
            LoopSettings settings,
            ExecutorSlots slots,
            EventHeaders headers,
            Cancellable ticks) {
        this.context = context;
        this.settings = settings;
        this.slots = slots;
        this.headers = headers;
        this.ticks = ticks;
        this.stores = new ProjectStores(context);
        this.silence = new Silence(settings.heartbeatPatience());
        this.nextPruning = now();
    }

    /** Something to decide without a record having arrived. */
    record Due(ProjectId project, Input input) {}

    ProjectStores stores() {
        return stores;
    }

    Silence silence() {
        return silence;
    }

    /** Now, in milliseconds as events carry it, so that live and replayed states are equal. */
    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** True once every open operation of the partition was looked at; before that, nothing new is started. */
    boolean recovered() {
        return recovered;
    }

    boolean outOfTime() {
        return now().isAfter(tickEnds);
    }

    void close() {
        ticks.cancel();
        slots.forget(partition());
    }

    /** What time has brought, within the budget of one tick. */
    List<Due> due() {
        Instant now = now();
        tickEnds = now.plus(settings.timePerTick());
        List<Due> due = new ArrayList<>();
        if (!recovered) {
            recover(due);
            return due;
        }
        for (StepAttempt attempt : silence.overdue(now, settings.inputsPerTick())) {
            silence.forget(attempt);
            if (stores.isCurrent(attempt)) {
                LOG.atWarn()
                        .addKeyValue("operationId", attempt.operationId())
                        .addKeyValue("step", attempt.step())
                        .addKeyValue("attempt", attempt.number())
                        .log("No heartbeat; the attempt is replaced");
                due.add(new Due(attempt.project(), new Input.AttemptLost(attempt, StartReason.HEARTBEAT_LOST)));
            }
        }
        for (Timers.Alarm alarm : timers.due(now, settings.inputsPerTick())) {
            due.add(new Due(alarm.project(), new Input.TimePassed(alarm.id())));
        }
        if (!now.isBefore(nextQueueCheck)) {
            nextQueueCheck = now.plusSeconds(1);
            queued.forEach(project -> due.add(new Due(project, new Input.QueueChecked())));
        }
        prune(now);
        return due;
    }

    /** After an assignment nobody knows which attempts still run: each is replaced under a higher number (rule 3). */
    private void recover(List<Due> due) {
        List<KeyValue<String, OperationState>> page = stores.page(scannedTo, settings.inputsPerTick());
        for (KeyValue<String, OperationState> entry : page) {
            OperationState state = entry.value;
            ProjectId project = state.operation().first().project();
            OperationId id = state.operation().first().operationId();
            slots.update(partition(), project, id, state);
            noteQueue(project, state);
            state.operation().steps().forEach((step, is) -> {
                StepAttempt attempt = new StepAttempt(project, id, step, is.attempt());
                if (is instanceof StepState.Running && !silence.knows(attempt)) {
                    due.add(new Due(project, new Input.AttemptLost(attempt, StartReason.REASSIGNED)));
                }
            });
            due.add(new Due(project, new Input.TimePassed(id)));
            scannedTo = entry.key;
        }
        if (page.size() < settings.inputsPerTick()) {
            recovered = true;
            LOG.atInfo()
                    .addKeyValue("partition", partition())
                    .addKeyValue("attempts", due.size())
                    .log("Open operations taken over");
        }
        // Giving up half of a page would lose the rest of it: recovery is bounded by the page, not by the clock.
        tickEnds = Instant.MAX;
    }

    /** Writes what a decision changed and hands on what it says. */
    void apply(ProjectId project, ProjectState before, Decision decision) {
        if (decision.events().isEmpty() && decision.effects().isEmpty()) {
            return;
        }
        ProjectState after = decision.state();
        Instant now = now();
        stores.save(project, before, after, now);
        after.open().forEach((id, state) -> slots.update(partition(), project, id, state));
        before.open().keySet().stream()
                .filter(id -> !after.open().containsKey(id))
                .forEach(id -> slots.release(partition(), project, id));
        queued.remove(project);
        after.open().values().forEach(state -> noteQueue(project, state));
        decision.events().forEach(event -> forward(event, now));
        decision.effects().forEach(effect -> carryOut(project, effect, after, now));
        // Without this an event waits for the commit interval: latency is commands' first impression.
        context.commit();
    }

    /** Refuses a command that can be read only in part; without a sender it is left to the dead letters. */
    void reject(DecodedCommand.Malformed bad, Provider provider) {
        if (bad.meta() == null) {
            throw new IllegalArgumentException("malformed " + bad.commandType() + ": " + bad.message());
        }
        if (bad.meta().provider() == provider) {
            CommandRejected rejected = new CommandRejected(
                    bad.meta(),
                    bad.commandType(),
                    bad.subject(),
                    now(),
                    RejectionCode.INVALID_REQUEST,
                    bad.message(),
                    "Correct the field and send the command with a new command id.");
            forward(rejected, now());
            context.commit();
        }
    }

    /**
     * The project of a command, which must be the key of its record: state lives in the partition of its key, so a command
     * under another one would be decided without the project's state. Such a record goes to the dead letters.
     */
    ProjectId requireKey(@Nullable String key, ProjectId project) {
        if (!project.value().equals(key)) {
            throw new IllegalArgumentException("the key of a command must be its projectId " + project);
        }
        return project;
    }

    int partition() {
        return context.taskId().partition();
    }

    private void noteQueue(ProjectId project, OperationState state) {
        if (state instanceof OperationState.Queued) {
            queued.add(project);
        }
    }

    private void carryOut(ProjectId project, Effect effect, ProjectState after, Instant now) {
        switch (effect) {
            case Effect.RunStep run -> {
                silence.heard(run.attempt(), now);
                OperationState state =
                        Objects.requireNonNull(after.open().get(run.attempt().operationId()));
                forward(new Signal.OrderSignal(Signal.Order.RUN, run.attempt(), run.checkpoint(), now, state), now);
            }
            case Effect.StopStep stop ->
                forward(new Signal.OrderSignal(Signal.Order.STOP, stop.attempt(), null, now, null), now);
            case Effect.WakeAt wake -> timers.set(wake.at(), project, wake.operationId());
        }
    }

    private void forward(BackupEvent event, Instant now) {
        send(event.project(), event, headers.of(event), now, ExecutorTopology.EVENTS_SINK);
    }

    private void forward(Signal signal, Instant now) {
        send(signal.attempt().project(), signal, headers.of(signal), now, ExecutorTopology.SIGNALS_SINK);
    }

    private void send(ProjectId project, Object value, Headers with, Instant now, String sink) {
        context.forward(new Record<>(project.value(), value, now.toEpochMilli(), with), sink);
    }

    private void prune(Instant now) {
        if (!now.isBefore(nextPruning)) {
            prunedTo = stores.prune(prunedTo, now.minus(settings.answersKept()), settings.inputsPerTick());
            nextPruning = prunedTo == null ? now.plusSeconds(600) : now;
        }
    }
}
