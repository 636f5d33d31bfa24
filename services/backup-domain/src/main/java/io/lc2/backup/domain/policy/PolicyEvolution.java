package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyRemoved;
import io.lc2.backup.domain.event.PolicyEvent.PolicyUnpaused;
import io.lc2.backup.domain.event.PolicyEvent.RetentionDecided;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunOverdue;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The only code that changes the state of a policy, live and on replay alike. */
public final class PolicyEvolution {

    private PolicyEvolution() {}

    /**
     * The state after an event.
     *
     * @param state null: the policy is not known
     * @throws ImpossiblePolicyEventException when the event cannot follow the state
     */
    public static PolicyState evolve(@Nullable PolicyState state, PolicyEvent event) {
        long version = state == null ? 0 : state.version();
        if (event.meta().sequence() != version + 1) {
            throw new ImpossiblePolicyEventException(state, event);
        }
        if (event instanceof PolicyDefined defined) {
            return defined(state, defined);
        }
        if (!(state instanceof Active active)) {
            throw new ImpossiblePolicyEventException(state, event);
        }
        return evolve(active, event);
    }

    /** The state after the end of an operation, whichever; the same when it is not a run of this policy. */
    public static PolicyState ended(PolicyState state, OperationId operation) {
        return switch (state) {
            case Removed removed -> removed;
            case Active active -> {
                DrillProgress drills = active.drills().ended(operation);
                List<UnfinishedRun> left = active.unfinished().stream()
                        .filter(run -> !run.backupId().equals(operation))
                        .toList();
                yield left.size() == active.unfinished().size() && drills.equals(active.drills())
                        ? active
                        : new Active(
                                active.project(),
                                active.policy(),
                                active.version(),
                                active.handled(),
                                active.pause(),
                                left,
                                active.retainedAt(),
                                drills);
            }
        };
    }

    private static Active defined(@Nullable PolicyState state, PolicyDefined event) {
        Instant since = event.occurredAt();
        long version = event.meta().sequence();
        if (!(state instanceof Active before)) {
            return new Active(
                    event.project(),
                    event.policy(),
                    version,
                    since,
                    null,
                    List.of(),
                    since,
                    new DrillProgress(since, null));
        }
        boolean sameTimes = event.policy().schedule().dueAsIn(before.policy().schedule());
        return new Active(
                before.project(),
                event.policy(),
                version,
                sameTimes ? before.handled() : later(before.handled(), since),
                before.pause(),
                before.unfinished(),
                before.retainedAt(),
                sameDrills(before.policy().drill(), event.policy().drill())
                        ? before.drills()
                        : before.drills().notBefore(since));
    }

    private static boolean sameDrills(@Nullable Schedule before, @Nullable Schedule now) {
        return before != null && now != null && now.dueAsIn(before);
    }

    private static PolicyState evolve(Active state, PolicyEvent event) {
        return switch (event) {
            case PolicyDefined e -> defined(state, e);
            case PolicyRemoved e -> new Removed(e.meta().sequence());
            case PolicyPaused e -> paused(state, e);
            case PolicyUnpaused e -> unpaused(state, e);
            case PolicyFired e -> fired(state, e);
            case RunMissed e -> leftOut(state, e, e.first(), e.last());
            case RunSkipped e -> leftOut(state, e, e.first(), e.last());
            case RunOverdue e -> overdue(state, e);
            case RetentionDecided e -> retained(state, e);
            case DrillFired e -> drilled(state, e);
            case DrillSkipped e -> notDrilled(state, e);
        };
    }

    /** Begins where due times are not dealt with yet: what was due before and has not run must not surprise afterwards. */
    private static Active paused(Active state, PolicyPaused event) {
        possible(!state.paused(), state, event);
        return with(state, event, state.handled(), new Pause(state.handled(), null), state.unfinished());
    }

    private static Active unpaused(Active state, PolicyUnpaused event) {
        possible(state.paused(), state, event);
        Instant from = Objects.requireNonNull(state.pause()).from();
        return with(state, event, state.handled(), new Pause(from, event.occurredAt()), state.unfinished());
    }

    private static Active fired(Active state, PolicyFired event) {
        possible(event.due().isAfter(state.handled()) && !state.paused(), state, event);
        List<UnfinishedRun> unfinished = new ArrayList<>(state.unfinished());
        unfinished.add(new UnfinishedRun(event.backupId(), event.due(), event.finishBy()));
        return with(state, event, event.due(), state.pause(), unfinished);
    }

    private static Active leftOut(Active state, PolicyEvent event, Instant first, Instant last) {
        possible(first.isAfter(state.handled()) && !last.isBefore(first), state, event);
        return with(state, event, last, state.pause(), state.unfinished());
    }

    private static Active overdue(Active state, RunOverdue event) {
        possible(
                state.unfinished().stream()
                        .anyMatch(run -> run.backupId().equals(event.backupId()) && run.finishBy() != null),
                state,
                event);
        List<UnfinishedRun> unfinished = state.unfinished().stream()
                .map(run -> run.backupId().equals(event.backupId())
                        ? new UnfinishedRun(run.backupId(), run.due(), null)
                        : run)
                .toList();
        return with(state, event, state.handled(), state.pause(), unfinished);
    }

    private static Active retained(Active state, RetentionDecided event) {
        possible(!state.paused(), state, event);
        return new Active(
                state.project(),
                state.policy(),
                event.meta().sequence(),
                state.handled(),
                state.pause(),
                state.unfinished(),
                event.occurredAt(),
                state.drills());
    }

    private static Active drilled(Active state, DrillFired event) {
        possible(
                event.due().isAfter(state.drills().handled()) && state.drills().unfinished() == null && !state.paused(),
                state,
                event);
        return with(state, event, new DrillProgress(event.due(), event.drillId()));
    }

    private static Active notDrilled(Active state, DrillSkipped event) {
        DrillProgress drills = state.drills();
        possible(
                event.first().isAfter(drills.handled()) && !event.last().isBefore(event.first()) && !state.paused(),
                state,
                event);
        return with(state, event, new DrillProgress(event.last(), drills.unfinished()));
    }

    private static Active with(
            Active state, PolicyEvent event, Instant handled, @Nullable Pause pause, List<UnfinishedRun> unfinished) {
        return new Active(
                state.project(),
                state.policy(),
                event.meta().sequence(),
                handled,
                over(state, pause, handled, state.drills()) ? null : pause,
                unfinished,
                state.retainedAt(),
                state.drills());
    }

    private static Active with(Active state, PolicyEvent event, DrillProgress drills) {
        return new Active(
                state.project(),
                state.policy(),
                event.meta().sequence(),
                state.handled(),
                over(state, state.pause(), state.handled(), drills) ? null : state.pause(),
                state.unfinished(),
                state.retainedAt(),
                drills);
    }

    /** Whether all due times of a pause are dealt with, those of the drills too. */
    private static boolean over(Active state, @Nullable Pause pause, Instant handled, DrillProgress drills) {
        Instant to = pause == null ? null : pause.to();
        return to != null
                && !handled.isBefore(to)
                && (state.policy().drill() == null || !drills.handled().isBefore(to));
    }

    private static void possible(boolean holds, PolicyState state, PolicyEvent event) {
        if (!holds) {
            throw new ImpossiblePolicyEventException(state, event);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
