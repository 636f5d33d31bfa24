package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.Effect;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.Topic;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One life of a processor, from the assignment of its partition to its loss: stores, agenda, and the way out. Everything
 * but the stores is forgotten with it, also when its transaction is aborted, since that ends the life.
 */
final class LoopState {

    private final ProcessorContext<String, Object> context;
    private final LoopSettings settings;
    private final ExecutorSlots slots;
    private final Cancellable ticks;
    private final ProjectStores stores;
    private final Agenda agenda;
    private final Topic<Signal> signals;
    private final String source;
    private @Nullable String prunedTo;
    private Instant nextPruning = Instant.EPOCH;

    LoopState(ProcessorContext<String, Object> context, ExecutorParts parts, Cancellable ticks) {
        Provider provider = parts.capabilities().provider();
        this.context = context;
        this.settings = parts.settings();
        this.slots = parts.slots();
        this.ticks = ticks;
        this.stores = new ProjectStores(context);
        this.agenda = new Agenda(stores, parts.workers(), parts.settings());
        this.signals = Topics.signals(provider);
        this.source = ExecutorParts.source(provider);
        slots.assigned(partition());
    }

    ProjectStores stores() {
        return stores;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Now, in milliseconds as events carry it, so that live and replayed states are equal; it stands still within a call. */
    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    void close() {
        ticks.cancel();
        slots.lost(partition());
    }

    /** The next input that time has brought; null when there is none now. */
    @Nullable Due next() {
        boolean before = agenda.recovered();
        Due due = agenda.next(now(), (project, state) -> slots.update(partition(), project, state));
        if (!before && agenda.recovered()) {
            slots.counted(partition());
        }
        return due;
    }

    Decision decide(ProjectId project, Function<FreeSlots, Decision> decider) {
        return slots.decide(partition(), project, now(), decider);
    }

    /**
     * Writes what a decision changed and hands on what it says. Whatever can fail by itself comes before the first write;
     * what fails after it must abort the transaction.
     */
    void apply(ProjectId project, ProjectState before, Decision decision, @Nullable TraceParent trace) {
        Instant now = now();
        List<Outgoing> outgoing = new ArrayList<>();
        decision.events().forEach(event -> outgoing.add(event(event, now, trace)));
        decision.effects().forEach(effect -> carryOut(project, effect, decision.state(), trace, outgoing));
        agenda.noteQueue(project, decision.state(), now);
        if (decision.events().isEmpty() && outgoing.isEmpty()) {
            return;
        }
        stores.save(project, before, decision.state(), now);
        outgoing.forEach(record -> context.forward(record.record(), record.sink()));
        // Without this an event waits for the commit interval: latency is commands' first impression.
        context.commit();
    }

    /** Forgets answers that are too old to be asked for again, a bounded number at a time. */
    void prune() {
        Instant now = now();
        if (!now.isBefore(nextPruning)) {
            prunedTo = stores.prune(prunedTo, now.minus(settings.answersKept()), settings.inputsPerTick());
            nextPruning = prunedTo == null ? now.plus(settings.pruning()) : now;
        }
    }

    private int partition() {
        return context.taskId().partition();
    }

    private void carryOut(
            ProjectId project,
            Effect effect,
            ProjectState after,
            @Nullable TraceParent trace,
            List<Outgoing> outgoing) {
        Instant now = now();
        switch (effect) {
            case Effect.RunStep run -> {
                agenda.silence().expect(run.attempt(), now);
                OperationState state =
                        Objects.requireNonNull(after.open().get(run.attempt().operationId()));
                outgoing.add(signal(
                        new Signal.OrderSignal(Signal.Order.RUN, run.attempt(), run.checkpoint(), now, state), trace));
            }
            case Effect.StopStep stop ->
                outgoing.add(signal(new Signal.OrderSignal(Signal.Order.STOP, stop.attempt(), null, now, null), trace));
            case Effect.WakeAt wake -> agenda.wake(wake.at(), project, wake.operationId());
        }
    }

    private Outgoing event(BackupEvent event, Instant now, @Nullable TraceParent trace) {
        return new Outgoing(record(Topics.EVENTS, event, now, trace), ExecutorTopology.EVENTS_SINK);
    }

    private Outgoing signal(Signal.OrderSignal order, @Nullable TraceParent trace) {
        return new Outgoing(record(signals, order, order.at(), trace), ExecutorTopology.SIGNALS_SINK);
    }

    private <V> Record<String, Object> record(Topic<V> topic, V value, Instant at, @Nullable TraceParent trace) {
        Headers headers = new RecordHeaders();
        topic.headers(value, source, trace).writeTo(headers);
        return new Record<>(topic.key(value), value, at.toEpochMilli(), headers);
    }

    private record Outgoing(Record<String, Object> record, String sink) {}
}
