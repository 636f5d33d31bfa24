package io.lc2.backup.testkit.simulation;

import static io.lc2.backup.testkit.simulation.InvariantViolation.unless;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.ImpossibleTransitionException;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.RecoveryPoints;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of the log: answers, ends, attempts, limits, and stores that follow from it. */
final class LogChecks {

    /** Stands between what a worker says of a failure and the number of its attempt. */
    static final String FAILED_ATTEMPT = " #";

    private final World world;
    private final CatalogChecks catalog;
    private final Set<CommandId> unanswered = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    private final Set<CommandId> answered = new HashSet<>();
    private final Set<String> open = new TreeSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, Integer> attempts = new TreeMap<>();
    private final Map<ProjectId, ProjectState> replica =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));

    LogChecks(World world) {
        this.world = world;
        this.catalog = new CatalogChecks(world);
    }

    void published(BackupCommand command) {
        if (!answered.contains(command.meta().commandId())) {
            unanswered.add(command.meta().commandId());
        }
        world.trace(
                "asked",
                command.getClass().getSimpleName() + " " + command.meta().project(),
                named(command));
        catalog.published(command);
    }

    private static long named(BackupCommand command) {
        return Long.parseLong(
                switch (command) {
                    case BackupCommand.Opening c -> c.operationId().value().substring(1);
                    case BackupCommand.UndeleteBackup c -> c.backupId().value().substring(1);
                    case BackupCommand.HoldBackup c -> c.backupId().value().substring(1);
                    case BackupCommand.ReleaseBackup c -> c.backupId().value().substring(1);
                    case BackupCommand.CancelOperation c ->
                        c.operationId().value().substring(1);
                    case BackupCommand.PolicyCommand c ->
                        throw new IllegalArgumentException("no scenario has policies");
                });
    }

    void happened(BackupEvent event) {
        switch (event) {
            case CommandRejected rejected -> answered(rejected.command().commandId());
            case RecoveryPointEvent changed -> answered(changed.meta().commandId());
            case OperationEvent operation -> happened(operation);
            case PolicyEvent policy -> throw new IllegalArgumentException("no executor writes about policies");
        }
        fold(event);
        catalog.happened(event);
    }

    private void happened(OperationEvent event) {
        String id = event.project() + "/" + event.meta().operationId();
        if (event instanceof OperationEvent.Accepted
                || event instanceof OperationEvent.CancellationRequested
                || event instanceof OperationEvent.BackupUndeleted) {
            answered(event.meta().commandId());
        }
        if (event instanceof OperationEvent.Accepted) {
            unless(!ended.contains(id) && open.add(id), Invariant.ENDED_ONCE, () -> id + " is accepted twice");
        }
        if (event instanceof OperationEvent.Ended) {
            unless(open.remove(id) && ended.add(id), Invariant.ENDED_ONCE, () -> id + " ends twice");
            ends.merge(event.getClass().getSimpleName(), 1, Integer::sum);
        }
        if (event instanceof OperationEvent.OperationStarted) {
            begins(event.project(), event.meta().operationId());
        }
        attempts(id, event);
    }

    /** The removal of the last restorable backup may only begin when it was forced. */
    private void begins(ProjectId project, OperationId id) {
        ProjectState state = replica.getOrDefault(project, ProjectState.EMPTY);
        OperationState operation = state.open().get(id);
        if (operation != null && operation.operation().subject() instanceof Subject.Purge purge) {
            unless(
                    purge.forced() || !isLast(state, purge),
                    Invariant.LAST_KEPT,
                    () -> id + " begins to remove " + purge.backupId());
        }
    }

    private static boolean isLast(ProjectState state, Subject.Purge purge) {
        RecoveryPoint point = state.points().get(purge.backupId());
        return point != null && RecoveryPoints.isLast(point, state.points().values());
    }

    private void answered(CommandId command) {
        unless(answered.add(command), Invariant.ANSWERED_ONCE, () -> "command " + command + " is answered twice");
        unanswered.remove(command);
    }

    private void attempts(String id, OperationEvent event) {
        if (event instanceof OperationEvent.StepStarted started) {
            Integer before = attempts.put(id + started.step(), started.attempt());
            unless(
                    before == null || before < started.attempt(),
                    Invariant.ONE_LIVE_ATTEMPT,
                    () -> id + " " + started.step() + " starts attempt " + started.attempt() + " after " + before);
        } else if (event instanceof OperationEvent.StepSucceeded done) {
            String by = done.result().facts().getOrDefault(Programs.ATTEMPT, Integer.toString(done.attempt()));
            live(id, done.step(), done.attempt(), by);
        } else if (event instanceof OperationEvent.StepRetryScheduled failed) {
            live(id, failed.step(), failed.attempt(), author(failed.failure().message(), failed.attempt()));
        } else if (event instanceof OperationEvent.StepFailed failed) {
            live(id, failed.step(), failed.attempt(), author(failed.failure().message(), failed.attempt()));
        }
    }

    private static String author(String message, int attempt) {
        int mark = message.lastIndexOf(FAILED_ATTEMPT);
        return mark < 0 ? Integer.toString(attempt) : message.substring(mark + FAILED_ATTEMPT.length());
    }

    private void live(String id, StepKind step, int attempt, String by) {
        Integer current = attempts.get(id + step);
        unless(
                current != null && current == attempt && by.equals(Integer.toString(attempt)),
                Invariant.ONE_LIVE_ATTEMPT,
                () -> id + " " + step + ": what attempt " + by + " says is accepted for " + attempt + " of " + current);
    }

    private void fold(BackupEvent event) {
        try {
            replica.put(
                    event.project(),
                    replica.getOrDefault(event.project(), ProjectState.EMPTY).evolve(event));
        } catch (ImpossibleTransitionException impossible) {
            throw new InvariantViolation(Invariant.REPLAY_EQUALS_LIVE, String.valueOf(impossible.getMessage()));
        }
    }

    /** Stores and limits, once all events of a transaction are folded. */
    void committed(Partition partition, List<String> operations, List<String> points) {
        for (String key : operations) {
            OperationState live = partition.operations().get(key);
            OperationState folded = folded(key).open().get(idOf(key));
            unless(
                    Objects.equals(live, folded),
                    Invariant.REPLAY_EQUALS_LIVE,
                    () -> key + " is " + live + ", not " + folded);
            withinLimits(partition, projectOf(key));
        }
        for (String key : points) {
            RecoveryPoint live = partition.points().get(key);
            RecoveryPoint folded = folded(key).points().get(idOf(key));
            unless(
                    Objects.equals(live, folded),
                    Invariant.REPLAY_EQUALS_LIVE,
                    () -> key + " is " + live + ", not " + folded);
        }
    }

    private ProjectState folded(String key) {
        return replica.getOrDefault(projectOf(key), ProjectState.EMPTY);
    }

    private static ProjectId projectOf(String key) {
        return new ProjectId(key.substring(0, key.indexOf('/')));
    }

    private static OperationId idOf(String key) {
        return new OperationId(key.substring(key.indexOf('/') + 1));
    }

    private void withinLimits(Partition partition, ProjectId project) {
        int backups = 0;
        Set<String> written = new HashSet<>();
        String prefix = project + "/";
        for (OperationState state : partition
                .operations()
                .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .values()) {
            OperationKind kind = state.operation().first().kind();
            if (state.active() && !state.operation().subject().onlyReads()) {
                String environment = state.operation().first().environment();
                unless(
                        written.add(environment),
                        Invariant.ONE_WRITER,
                        () -> "two write in " + project + " " + environment);
                backups += kind == OperationKind.BACKUP ? 1 : 0;
            }
        }
        int active = backups;
        unless(
                active <= world.scenario().limits().backupsPerProject(),
                Invariant.WITHIN_LIMITS,
                () -> project + " has " + active + " backups at work");
    }

    boolean settled() {
        return unanswered.isEmpty()
                && open.stream().allMatch(id -> mayWaitForEver(id.substring(0, id.indexOf('/')), idOf(id)));
    }

    /** A removal waits as long as somebody holds the backup, or as it is the last one. */
    private boolean mayWaitForEver(String project, OperationId id) {
        ProjectState state = replica.getOrDefault(new ProjectId(project), ProjectState.EMPTY);
        OperationState operation = state.open().get(id);
        if (!(operation instanceof OperationState.Queued)
                || !(operation.operation().subject() instanceof Subject.Purge purge)) {
            return false;
        }
        RecoveryPoint point = state.points().get(purge.backupId());
        return point != null && (point.held() || (!purge.forced() && isLast(state, purge)));
    }

    InvariantViolation unfinished() {
        return unanswered.isEmpty()
                ? new InvariantViolation(Invariant.ENDED_ONCE, "never end: " + open)
                : new InvariantViolation(Invariant.ANSWERED_ONCE, "never answered: " + unanswered);
    }

    void atTheEnd() {
        unless(settled(), Invariant.ENDED_ONCE, () -> "nothing goes on, but these have not ended: " + open);
        for (Partition partition : world.cluster().partitions()) {
            catalog.compareWithReplay(partition);
        }
    }

    /** How often operations ended in which way. */
    Map<String, Integer> ends() {
        return ends;
    }
}
