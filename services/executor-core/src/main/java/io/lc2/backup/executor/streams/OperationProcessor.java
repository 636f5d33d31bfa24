package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.Decider;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.Moment;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.worker.WorkOrder;
import io.lc2.backup.executor.worker.Workers;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.headers.TraceParent;
import io.lc2.backup.messaging.topics.UndecidableException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes, loads, decides, saves, forwards; rules are the {@link Decider}'s, work is the {@link Workers}'. */
final class OperationProcessor implements Processor<String, Inbound, String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(OperationProcessor.class);

    private final Provider provider;
    private final Rules rules;
    private final Workers workers;
    private final ExecutorParts parts;
    private @Nullable LoopState current;

    OperationProcessor(ExecutorParts parts) {
        this(parts, new Decider(parts.capabilities(), parts.limits(), parts.retries(), parts.deletionGrace())::decide);
    }

    OperationProcessor(ExecutorParts parts, Rules rules) {
        this.provider = parts.capabilities().provider();
        this.rules = rules;
        this.workers = parts.workers();
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        // The same instance is used again after a rebalance: nothing of the life before may remain.
        Cancellable ticks = context.schedule(parts.settings().tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        current = new LoopState(context, parts, ticks);
    }

    @Override
    public void process(Record<String, Inbound> record) {
        if (record.value() == null) {
            return;
        }
        TraceParent trace = Traces.of(record.headers());
        switch (record.value()) {
            case Inbound.Skipped skipped -> {}
            case Inbound.OfCommands command -> command(record.key(), command.command(), trace);
            case Inbound.OfEvents event -> event(event);
            case Inbound.OfSignals signal -> signal(signal.signal(), trace);
        }
    }

    @Override
    public void close() {
        // Whoever gets the partition starts these steps again under higher attempts; here they end.
        if (current != null) {
            current.agenda().silence().attempts().forEach(workers::stop);
            current.close();
            current = null;
        }
    }

    private LoopState loop() {
        return Objects.requireNonNull(current, "not initialised");
    }

    private void command(String key, DecodedCommand decoded, @Nullable TraceParent trace) {
        switch (decoded) {
            case DecodedCommand.Decoded good -> {
                BackupCommand command = good.command();
                // Commands about policies are passed over by their header; one without is the scheduler's all the same.
                if (command.meta().provider() == provider && !(command instanceof PolicyCommand)) {
                    decide(
                            Malformed.requireKey(key, command.meta().project()),
                            new Input.CommandReceived(command),
                            trace);
                }
            }
            case DecodedCommand.Malformed bad -> new Malformed(loop()).answer(key, bad, provider, trace);
        }
    }

    /** Our own events were applied when they were decided, but for those of a log that was lost and rebuilt. */
    private void event(Inbound.OfEvents read) {
        switch (read.event()) {
            case OperationEvent happened -> event(read, happened.meta().provider());
            case RecoveryPointEvent happened -> event(read, happened.meta().provider());
            case CommandRejected refused -> event(read, refused.command().provider());
            case PolicyEvent policy -> {}
        }
    }

    private void event(Inbound.OfEvents read, Provider by) {
        if (by != provider) {
            loop().stores().observe(read.event());
        } else if (read.recovered()) {
            loop().stores().remember(read.event());
        }
    }

    private void signal(Signal signal, @Nullable TraceParent trace) {
        switch (signal) {
            case Signal.OrderSignal order -> carryOut(order, trace);
            case Signal.ReportSignal said -> {
                loop().agenda().silence().heard(said.attempt(), loop().now());
                decide(said.attempt().project(), new Input.ReportReceived(said.report()), trace);
            }
        }
    }

    /**
     * The order came back, so the transaction that wrote it is committed: only now may work start (design §5, rule 1). An
     * order of an earlier life may have been carried out then by a process that still lives, so it is not carried out
     * again: its attempt is replaced by the recovery (rule 3).
     */
    private void carryOut(Signal.OrderSignal order, @Nullable TraceParent trace) {
        StepAttempt attempt = order.attempt();
        switch (order.order()) {
            case STOP -> workers.stop(attempt);
            case RUN -> {
                boolean ours = loop().agenda().silence().expects(attempt);
                if (ours && order.state() != null && loop().stores().isCurrent(attempt)) {
                    loop().agenda().silence().heard(attempt, loop().now());
                    workers.start(new WorkOrder(
                            attempt, order.checkpoint(), order.state().operation(), trace));
                }
            }
        }
    }

    /** Takes one input after the other off the agenda until none is due or its budget is used up; at least one. */
    private void tick(long timestamp) {
        Instant ends = parts.clock().instant().plus(parts.settings().timePerTick());
        Due due = loop().next();
        for (int taken = 1; due != null; taken++) {
            decide(due);
            boolean goOn = taken < parts.settings().inputsPerTick()
                    && parts.clock().instant().isBefore(ends);
            due = goOn ? loop().next() : null;
        }
        loop().prune();
    }

    private void decide(Due due) {
        try {
            decide(due.project(), due.input(), null);
        } catch (UndecidableException defect) {
            LOG.atError()
                    .setCause(defect)
                    .addKeyValue("projectId", due.project())
                    .addKeyValue("input", due.input().getClass().getSimpleName())
                    .log("Put off what cannot be decided about");
            loop().agenda().postpone(due, loop().now());
        }
    }

    private void decide(ProjectId project, Input input, @Nullable TraceParent trace) {
        LoopState loop = loop();
        ProjectState before = loop.stores().load(project, input, loop.now());
        Decision decision = loop.decide(project, free -> decided(before, input, free));
        loop.apply(project, before, decision, trace);
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Nothing but pure rules runs here: a defect in them is the input's.
    private Decision decided(ProjectState before, Input input, FreeSlots free) {
        try {
            return rules.decide(
                    before, input, new Moment(loop().now(), parts.random().nextDouble(), free));
        } catch (RuntimeException defect) {
            throw new UndecidableException(
                    input.getClass().getSimpleName() + " cannot be decided about ("
                            + defect.getClass().getSimpleName() + "); the executor's log has the stack trace.",
                    defect);
        }
    }
}
