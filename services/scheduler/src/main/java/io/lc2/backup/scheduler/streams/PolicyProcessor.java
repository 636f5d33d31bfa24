package io.lc2.backup.scheduler.streams;

import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.policy.PolicyDecider;
import io.lc2.backup.domain.policy.PolicyDecision;
import io.lc2.backup.domain.policy.PolicyKnowledge;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.topics.UndecidableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decodes, loads, decides, saves, forwards; rules are the {@link PolicyDecider}'s. */
final class PolicyProcessor implements Processor<String, Inbound, String, Object> {

    /** While more is due than a tick may hold, records and a commit are all that comes between two of them. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final SchedulerParts parts;
    private final PolicyDecider decider;
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable PolicyLoop current;
    private @Nullable Cancellable ticks;
    private @Nullable Cancellable hurry;

    PolicyProcessor(SchedulerParts parts) {
        this.parts = parts;
        this.decider = new PolicyDecider(
                parts.timetable(),
                parts.loop().policiesPerProject(),
                parts.loop().retentionInterval());
    }

    /** Also called again on the same instance after a rebalance: nothing of the life before may remain. */
    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        current = new PolicyLoop(context, parts, decider);
        ticks = every(parts.loop().tick());
        hurry = null;
    }

    @Override
    public void process(Record<String, Inbound> record) {
        if (record.value() == null) {
            return;
        }
        switch (record.value()) {
            case Inbound.Skipped skipped -> {}
            case Inbound.OfCommands command -> command(record, command.command());
            case Inbound.OfEvents event -> event(event.event());
        }
    }

    @Override
    public void close() {
        cancel(ticks);
        cancel(hurry);
        current = null;
    }

    private void tick() {
        boolean more = loop().tick();
        if (more && hurry == null) {
            hurry = every(AT_ONCE);
        } else if (!more) {
            cancel(hurry);
            hurry = null;
        }
    }

    private Cancellable every(Duration interval) {
        return Objects.requireNonNull(context, "not initialised")
                .schedule(interval, PunctuationType.WALL_CLOCK_TIME, time -> tick());
    }

    private static void cancel(@Nullable Cancellable schedule) {
        if (schedule != null) {
            schedule.cancel();
        }
    }

    private PolicyLoop loop() {
        return Objects.requireNonNull(current, "not initialised");
    }

    private void command(Record<String, Inbound> record, DecodedCommand decoded) {
        switch (decoded) {
            case DecodedCommand.Decoded good -> {
                if (good.command() instanceof PolicyCommand command) {
                    requireKey(record.key(), command.meta().project());
                    decide(command, record);
                }
            }
            case DecodedCommand.Malformed bad -> {
                if (PolicyCommand.isNamed(bad.commandType())) {
                    refuse(bad, record);
                }
            }
        }
    }

    private void decide(PolicyCommand command, Record<String, Inbound> record) {
        PolicyStores stores = loop().stores();
        CommandMeta meta = command.meta();
        PolicyState state = stores.policy(meta.project(), command.policyId());
        HandledCommand answered = stores.answer(meta.project(), meta.commandId());
        boolean another = command instanceof DefinePolicy && !(state instanceof PolicyState.Active);
        int active = another ? stores.active(meta.project()) : 0;
        Instant now = loop().now();
        PolicyDecision decision =
                decided(() -> decider.decide(new PolicyKnowledge(state, answered, active), command, now));
        if (answered == null) {
            stores.putAnswer(meta.project(), PolicyDecider.answer(command, now));
        }
        loop().apply(meta.project(), command.policyId(), state, decision, record.headers());
    }

    /** Refuses a command that can be read only in part, once; without a sender it is left to the dead letters. */
    private void refuse(DecodedCommand.Malformed bad, Record<String, Inbound> record) {
        CommandMeta meta = bad.meta();
        if (meta == null) {
            throw new UndecidableException("malformed " + bad.commandType() + ": " + bad.message());
        }
        requireKey(record.key(), meta.project());
        PolicyStores stores = loop().stores();
        if (stores.answer(meta.project(), meta.commandId()) == null) {
            Instant now = loop().now();
            stores.putAnswer(meta.project(), new HandledCommand(meta.commandId(), bad.subject(), now));
            loop().write(
                            new CommandRejected(
                                    meta,
                                    bad.commandType(),
                                    bad.subject(),
                                    now,
                                    RejectionCode.INVALID_REQUEST,
                                    bad.message(),
                                    "Correct the field and send the command with a new command id."),
                            record.headers());
        }
    }

    /** Ends of runs, and lives of backups; our own events were applied when they were decided. */
    private void event(BackupEvent event) {
        TrackedBackup.concerned(event).ifPresent(backup -> loop().happened(event.project(), backup, event));
        if (event instanceof OperationEvent.Ended ended) {
            loop().ended(ended.project(), ended.meta().operationId());
        } else if (event instanceof CommandRejected rejected && Names.isLabel(rejected.subject())) {
            OperationId backup = new OperationId(rejected.subject());
            if (ScheduledRun.isRequest(rejected.command(), backup)) {
                loop().ended(rejected.project(), backup);
            }
        }
    }

    /** State lives in the partition of its key, so a command under another one would be decided without it. */
    private static void requireKey(@Nullable String key, ProjectId project) {
        if (!project.value().equals(key)) {
            throw new UndecidableException("the key of a command must be its projectId");
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // Nothing but pure rules runs here: a defect in them is the input's.
    private static PolicyDecision decided(Supplier<PolicyDecision> rules) {
        try {
            return rules.get();
        } catch (RuntimeException defect) {
            throw new UndecidableException(
                    "a command about a policy cannot be decided about ("
                            + defect.getClass().getSimpleName() + "); the scheduler's log has the stack trace.",
                    defect);
        }
    }
}
