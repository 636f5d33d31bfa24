package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.Decider;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.Moment;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.worker.Workers;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes, loads, decides, saves, forwards; rules are the {@link Decider}'s, work is the {@link Workers}'. */
final class OperationProcessor implements Processor<String, Inbound, String, Object> {

    private final Provider provider;
    private final Decider decider;
    private final ExecutorSlots slots;
    private final Workers workers;
    private final LoopSettings settings;
    private final RandomGenerator random;
    private final EventHeaders headers;
    private @Nullable LoopState current;

    OperationProcessor(ExecutorParts parts) {
        this.provider = parts.capabilities().provider();
        this.decider = new Decider(parts.capabilities(), parts.limits(), parts.retries());
        this.slots = parts.slots();
        this.workers = parts.workers();
        this.settings = parts.settings();
        this.random = parts.random();
        this.headers = parts.headers();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        // The same instance is used again after a rebalance: nothing of the life before may remain.
        slots.forget(context.taskId().partition());
        Cancellable ticks = context.schedule(settings.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        current = new LoopState(context, settings, slots, headers, ticks);
    }

    @Override
    public void process(Record<String, Inbound> record) {
        if (record.value() == null) {
            return;
        }
        switch (record.value()) {
            case Inbound.Foreign foreign -> {}
            case Inbound.OfCommands command -> command(record.key(), command.command());
            case Inbound.OfEvents event -> event(event);
            case Inbound.OfSignals signal -> signal(signal.signal());
        }
    }

    @Override
    public void close() {
        // Whoever gets the partition starts these steps again under higher attempts; here they end.
        if (current != null) {
            current.silence().attempts().forEach(workers::stop);
            current.close();
            current = null;
        }
    }

    private LoopState loop() {
        return Objects.requireNonNull(current, "not initialised");
    }

    private void command(String key, DecodedCommand decoded) {
        LoopState loop = loop();
        switch (decoded) {
            case DecodedCommand.Decoded good -> {
                BackupCommand command = good.command();
                if (command.meta().provider() == provider) {
                    decide(loop.requireKey(key, command.meta().project()), new Input.CommandReceived(command));
                }
            }
            case DecodedCommand.Malformed bad -> loop.reject(bad, provider);
        }
    }

    private void event(Inbound.OfEvents inbound) {
        // Our own events were applied when they were decided.
        if (inbound.event() instanceof OperationEvent event && event.meta().provider() != provider) {
            loop().stores().observe(event);
        }
    }

    private void signal(Signal signal) {
        LoopState loop = loop();
        switch (signal) {
            case Signal.OrderSignal order -> carryOut(order);
            case Signal.ReportSignal said -> {
                loop.silence().heard(said.attempt(), loop.now());
                decide(said.attempt().project(), new Input.ReportReceived(said.report()));
            }
        }
    }

    /** The order came back, so the transaction that wrote it is committed: only now may work start (design §5, rule 1). */
    private void carryOut(Signal.OrderSignal order) {
        LoopState loop = loop();
        StepAttempt attempt = order.attempt();
        switch (order.order()) {
            case STOP -> workers.stop(attempt);
            case RUN -> {
                OperationState state = order.state();
                if (state != null && loop.stores().isCurrent(attempt)) {
                    loop.silence().heard(attempt, loop.now());
                    workers.start(attempt, order.checkpoint(), state.operation());
                }
            }
        }
    }

    private void tick(long timestamp) {
        LoopState loop = loop();
        for (LoopState.Due due : loop.due()) {
            decide(due.project(), due.input());
            if (loop.outOfTime()) {
                return;
            }
        }
    }

    private void decide(ProjectId project, Input input) {
        LoopState loop = loop();
        Instant now = loop.now();
        // Held for one decision, so that two partitions cannot take the last slot both.
        synchronized (slots) {
            FreeSlots free = loop.recovered() ? slots.free() : new FreeSlots(0, 0, 0);
            var before = loop.stores().load(project, input);
            var decision = decider.decide(before, input, new Moment(now, random.nextDouble(), free));
            loop.apply(project, before, decision);
        }
    }
}
