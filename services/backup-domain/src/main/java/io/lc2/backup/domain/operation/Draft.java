package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A decision in the making: each event is applied at once, so that what follows is decided on the state it leaves. */
final class Draft {

    private final Moment moment;
    private final List<BackupEvent> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private ProjectState state;
    private FreeSlots free;

    Draft(ProjectState state, Moment moment) {
        this.state = state;
        this.moment = moment;
        this.free = moment.free();
    }

    ProjectState state() {
        return state;
    }

    Moment moment() {
        return moment;
    }

    FreeSlots free() {
        return free;
    }

    @Nullable OperationState find(OperationId id) {
        return state.open().get(id);
    }

    /** The operation, which must be open. */
    OperationState get(OperationId id) {
        OperationState found = state.open().get(id);
        if (found == null) {
            throw new IllegalArgumentException("operation " + id + " is not open");
        }
        return found;
    }

    void happened(BackupEvent event) {
        state = state.evolve(event);
        events.add(event);
    }

    /** Adds the next event of an open operation, caused by the command that made it. */
    void happened(OperationId id, Function<EventMeta, OperationEvent> event) {
        happened(event.apply(next(id)));
    }

    /** Meta data of the next event of an open operation. */
    EventMeta next(OperationId id) {
        Operation operation = get(id).operation();
        EventMeta first = operation.first();
        return new EventMeta(
                id,
                first.kind(),
                first.project(),
                first.environment(),
                first.application(),
                first.provider(),
                operation.version() + 1,
                moment.now(),
                first.commandId(),
                first.actor(),
                first.correlationId());
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void takeSlot(OperationState operation) {
        free = free.without(operation.operation().first().kind());
    }

    StepAttempt attempt(OperationId id, StepKind step, int number) {
        return new StepAttempt(get(id).operation().first().project(), id, step, number);
    }

    Decision done() {
        return new Decision(events, effects, state);
    }
}
