package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import io.lc2.backup.messaging.topics.AnsweredCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The three stores of a partition as states of projects. The format of their keys is known here only. */
final class ProjectStores {

    /** Operations that have not ended: {@code <project>/<operation>}. */
    static final String OPERATIONS = "active-operations";

    /** Recovery points of all providers: {@code <project>/<backup>}. */
    static final String POINTS = "recovery-points";

    /** Answered commands, {@code <project>/c/<command>}, and ended operations, {@code <project>/o/<operation>}. */
    static final String LEDGER = "ledger";

    private static final StringSerializer PREFIX = new StringSerializer();

    private final KeyValueStore<String, OperationState> operations;
    private final KeyValueStore<String, RecoveryPoint> points;
    private final KeyValueStore<String, HandledCommand> ledger;

    /** Open operations as they were read or written last: deletions wait for a month and would be decoded each time. */
    private final Map<ProjectId, Map<OperationId, OperationState>> opened = new HashMap<>();

    ProjectStores(ProcessorContext<?, ?> context) {
        operations = context.getStateStore(OPERATIONS);
        points = context.getStateStore(POINTS);
        ledger = context.getStateStore(LEDGER);
    }

    /** What is known of the project as far as the input can need it at that time. */
    ProjectState load(ProjectId project, Input input, Instant now) {
        ProjectState known = input instanceof Input.CommandReceived received
                ? load(project, received.command().meta().commandId(), named(received.command()), now)
                : load(project, null, List.of(), now);
        boolean deletes = input instanceof Input.CommandReceived received
                && received.command() instanceof BackupCommand.DeleteBackup;
        return deletes || known.removalIsDue(now)
                ? new ProjectState(known.open(), allPoints(project), known.handled(), known.ended())
                : known;
    }

    /**
     * What is known of the project.
     *
     * @param command whose answer is looked for; null for none
     * @param ids recovery points and ended operations that are looked for
     * @param now deletions whose time of grace lasts are not asked for their recovery points
     */
    ProjectState load(ProjectId project, @Nullable CommandId command, List<OperationId> ids, Instant now) {
        Map<OperationId, OperationState> open = opened.computeIfAbsent(project, this::scan);
        Map<OperationId, RecoveryPoint> known = new HashMap<>();
        Set<OperationId> ended = new HashSet<>();
        open.values().stream()
                .filter(state -> !state.inGrace(now))
                .forEach(state ->
                        loadPoint(known, project, state.operation().subject().backupId()));
        for (OperationId id : ids) {
            loadPoint(known, project, id);
            if (ledger.get(endedKey(project, id)) != null) {
                ended.add(id);
            }
        }
        HandledCommand answer = command == null ? null : ledger.get(commandKey(project, command));
        return new ProjectState(open, known, answer == null ? Map.of() : Map.of(command, answer), ended);
    }

    /** Writes what a decision changed. */
    void save(ProjectId project, ProjectState before, ProjectState after, Instant now) {
        after.open().forEach((id, state) -> {
            if (!state.equals(before.open().get(id))) {
                operations.put(key(project, id), state);
            }
        });
        for (Map.Entry<OperationId, OperationState> entry : before.open().entrySet()) {
            if (!after.open().containsKey(entry.getKey())) {
                operations.delete(key(project, entry.getKey()));
            }
        }
        if (after.open().isEmpty()) {
            opened.remove(project);
        } else {
            opened.put(project, after.open());
        }
        after.points().forEach((id, point) -> {
            if (!point.equals(before.points().get(id))) {
                points.put(key(project, id), point);
            }
        });
        after.handled().forEach((id, answer) -> {
            if (!answer.equals(before.handled().get(id))) {
                ledger.put(commandKey(project, id), answer);
            }
        });
        for (OperationId id : after.ended()) {
            if (!before.ended().contains(id)) {
                ledger.put(endedKey(project, id), endOf(before, after, id, now));
            }
        }
    }

    /** True when this is the attempt that the loop believes to be at work. */
    boolean isCurrent(StepAttempt attempt) {
        OperationState state = operations.get(key(attempt.project(), attempt.operationId()));
        return state != null
                && state.operation().step(attempt.step()) instanceof StepState.Running running
                && running.attempt() == attempt.number();
    }

    /** Keeps what another provider's executor says of recovery points, for restores across providers. */
    void observe(BackupEvent event) {
        ProjectId project = event.project();
        OperationId id = backupOf(event);
        if (id == null) {
            return;
        }
        RecoveryPoint point = points.get(key(project, id));
        Map<OperationId, RecoveryPoint> before = point == null ? Map.of() : Map.of(id, point);
        RecoveryPoint after = RecoveryPoints.evolve(before, event).get(id);
        if (after != null && !after.equals(point)) {
            points.put(key(project, id), after);
        }
    }

    /**
     * Takes over an event of our own from a log that was lost and rebuilt. Its recovery point counts; its command is answered
     * and its id is used, so neither is accepted again. The operation itself is never taken up: if it had no end, the
     * recovery has given it one.
     */
    void remember(BackupEvent event) {
        observe(event);
        switch (event) {
            case OperationEvent.Accepted e -> {
                HandledCommand answer = answered(e.meta(), e.meta().operationId());
                ledger.put(endedKey(e.project(), e.meta().operationId()), answer);
            }
            case OperationEvent.CancellationRequested e ->
                answered(e.meta(), e.meta().operationId());
            case OperationEvent.BackupUndeleted e -> answered(e.meta(), e.backupId());
            case RecoveryPointEvent e ->
                answered(e.project(), e.meta().commandId(), e.backupId().value(), e.occurredAt());
            case CommandRejected e -> answered(e.project(), e.command().commandId(), e.subject(), e.occurredAt());
            case OperationEvent e -> {}
            case PolicyEvent e -> {}
        }
    }

    private HandledCommand answered(EventMeta meta, OperationId subject) {
        return answered(meta.project(), meta.commandId(), subject.value(), meta.occurredAt());
    }

    private HandledCommand answered(ProjectId project, CommandId command, String subject, Instant at) {
        HandledCommand answer = new HandledCommand(command, subject, at);
        ledger.put(commandKey(project, command), answer);
        return answer;
    }

    /**
     * Operations that have not ended, from a key on.
     *
     * @param after key to start behind; null for the beginning
     */
    List<KeyValue<String, OperationState>> page(@Nullable String after, int limit) {
        List<KeyValue<String, OperationState>> page = new ArrayList<>();
        try (KeyValueIterator<String, OperationState> all =
                after == null ? operations.all() : operations.range(after + "\0", null)) {
            while (all.hasNext() && page.size() < limit) {
                page.add(all.next());
            }
        }
        return page;
    }

    /** Forgets old answers, as {@link AnsweredCommands#prune}. */
    @Nullable String prune(@Nullable String from, Instant before, int limit) {
        return AnsweredCommands.prune(ledger, from, before, limit);
    }

    private static HandledCommand endOf(ProjectState before, ProjectState after, OperationId id, Instant now) {
        OperationState open = before.open().get(id);
        if (open != null) {
            return new HandledCommand(open.operation().first().commandId(), id.value(), now);
        }
        // Accepted and ended in one decision: the command that did both was answered in it.
        return after.handled().values().stream()
                .filter(answer -> answer.subject().equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    private Map<OperationId, OperationState> scan(ProjectId project) {
        Map<OperationId, OperationState> open = new HashMap<>();
        try (KeyValueIterator<String, OperationState> all = operations.prefixScan(project + "/", PREFIX)) {
            all.forEachRemaining(
                    entry -> open.put(entry.value.operation().first().operationId(), entry.value));
        }
        return Map.copyOf(open);
    }

    private Map<OperationId, RecoveryPoint> allPoints(ProjectId project) {
        Map<OperationId, RecoveryPoint> all = new HashMap<>();
        try (KeyValueIterator<String, RecoveryPoint> found = points.prefixScan(project + "/", PREFIX)) {
            found.forEachRemaining(entry -> all.put(entry.value.backupId(), entry.value));
        }
        return all;
    }

    private void loadPoint(Map<OperationId, RecoveryPoint> known, ProjectId project, OperationId id) {
        RecoveryPoint point = points.get(key(project, id));
        if (point != null) {
            known.put(id, point);
        }
    }

    private static @Nullable OperationId backupOf(BackupEvent event) {
        return switch (event) {
            case CommandRejected e -> null;
            case PolicyEvent e -> null;
            case RecoveryPointEvent e -> e.backupId();
            case OperationEvent.BackupUndeleted e -> e.backupId();
            case OperationEvent.BackupVerified e -> e.backupId();
            case OperationEvent.BackupPurged e -> e.backupId();
            case OperationEvent.BackupSoftDeleted e -> e.source().backupId();
            case OperationEvent.OperationFailed e -> e.backupId();
            case OperationEvent.BackupCompleted e -> e.recoveryPoint().backupId();
            case OperationEvent.BackupRequested e -> null;
            case OperationEvent.RestoreRequested e -> null;
            case OperationEvent.VerificationRequested e -> null;
            case OperationEvent.OperationQueued e -> null;
            case OperationEvent.OperationStarted e -> null;
            case OperationEvent.StepStarted e -> null;
            case OperationEvent.StepProgressed e -> null;
            case OperationEvent.StepSucceeded e -> null;
            case OperationEvent.StepRetryScheduled e -> null;
            case OperationEvent.StepFailed e -> null;
            case OperationEvent.StepStopped e -> null;
            case OperationEvent.CancellationRequested e -> null;
            case OperationEvent.RestoreCompleted e ->
                e.drill() == null ? null : e.drill().backupId();
            case OperationEvent.OperationCancelled e -> null;
        };
    }

    private static List<OperationId> named(BackupCommand command) {
        return switch (command) {
            case BackupCommand.RequestBackup c -> List.of(c.backupId());
            case BackupCommand.RequestRestore c ->
                List.of(c.restoreId(), c.request().backupId());
            case BackupCommand.VerifyBackup c -> List.of(c.verificationId(), c.backupId());
            case BackupCommand.DeleteBackup c -> List.of(c.purgeId(), c.backupId());
            case BackupCommand.UndeleteBackup c -> List.of(c.backupId());
            case BackupCommand.HoldBackup c -> List.of(c.backupId());
            case BackupCommand.ReleaseBackup c -> List.of(c.backupId());
            case BackupCommand.CancelOperation c -> List.of(c.operationId());
            case BackupCommand.PolicyCommand c -> List.of();
        };
    }

    private static String key(ProjectId project, OperationId id) {
        return project + "/" + id;
    }

    private static String commandKey(ProjectId project, CommandId id) {
        return project + "/c/" + id;
    }

    private static String endedKey(ProjectId project, OperationId id) {
        return project + "/o/" + id;
    }
}
