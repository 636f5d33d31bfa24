package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Names;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.catalog.PolicyEntry.Course;
import io.lc2.backup.domain.catalog.PolicyEntry.Definition;
import io.lc2.backup.domain.catalog.PolicyEntry.LastRun;
import io.lc2.backup.domain.catalog.PolicyEntry.LeftOut;
import io.lc2.backup.domain.catalog.PolicyEntry.Retained;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
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
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.policy.ImpossiblePolicyEventException;
import io.lc2.backup.domain.policy.PolicyEvolution;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.policy.ScheduledRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds events of one project into its policies; a function of the log alone.
 *
 * <p>An event that cannot follow what is known changes nothing, since a view must not stop at it. A definition always can:
 * it says all there is, so what went wrong before ends with it.
 */
public final class PolicyFold {

    private PolicyFold() {}

    /** The policy an event may change; empty for most events. */
    public static Optional<PolicyId> policyOf(BackupEvent event) {
        return switch (event) {
            case PolicyEvent e -> Optional.of(e.meta().policyId());
            case OperationEvent.Ended e -> ScheduledRun.policyOf(e.meta().operationId());
            case CommandRejected e -> refusedRun(e).flatMap(ScheduledRun::policyOf);
            case OperationEvent e -> Optional.empty();
            case RecoveryPointEvent e -> Optional.empty();
        };
    }

    /**
     * A policy after an event that may change it.
     *
     * @param before null: nothing is known of it
     * @return null when still nothing is
     */
    public static @Nullable PolicyEntry apply(@Nullable PolicyEntry before, BackupEvent event) {
        return switch (event) {
            case PolicyEvent e -> changed(before, e);
            case OperationEvent.Ended e -> ended(before, e.meta().operationId());
            case CommandRejected e ->
                refusedRun(e).map(run -> ended(before, run)).orElse(before);
            case OperationEvent e -> before;
            case RecoveryPointEvent e -> before;
        };
    }

    private static Optional<OperationId> refusedRun(CommandRejected event) {
        return Optional.of(event.subject())
                .filter(Names::isLabel)
                .map(OperationId::new)
                .filter(backup -> ScheduledRun.isRequest(event.command(), backup));
    }

    private static @Nullable PolicyEntry ended(@Nullable PolicyEntry before, OperationId run) {
        return before == null
                ? null
                : new PolicyEntry(
                        before.project(), before.id(), PolicyEvolution.ended(before.state(), run), before.course());
    }

    private static @Nullable PolicyEntry changed(@Nullable PolicyEntry before, PolicyEvent event) {
        PolicyState known = stateFor(before, event);
        try {
            PolicyState state = PolicyEvolution.evolve(known, event);
            Course course = before == null || known instanceof Removed ? Course.EMPTY : before.course();
            return new PolicyEntry(event.project(), event.meta().policyId(), state, after(course, event));
        } catch (ImpossiblePolicyEventException e) {
            return before;
        }
    }

    /** After a lost log sequences have gaps, or begin again; a definition starts anew there. */
    private static @Nullable PolicyState stateFor(@Nullable PolicyEntry before, PolicyEvent event) {
        PolicyState state = before == null ? null : before.state();
        long sequence = event.meta().sequence();
        boolean follows = sequence == (state == null ? 1 : state.version() + 1);
        return follows || !(event instanceof PolicyDefined) ? state : new Removed(sequence - 1);
    }

    private static Course after(Course course, PolicyEvent event) {
        return switch (event) {
            case PolicyDefined e ->
                course.with(new Definition(e.occurredAt(), e.meta().actor().id()));
            case PolicyRemoved e -> Course.EMPTY;
            case PolicyFired e -> course.with(new LastRun(e.due(), e.occurredAt(), e.backupId()));
            case RunMissed e -> course.withMissed(new LeftOut(e.first(), e.last(), e.count(), e.reason()));
            case RunSkipped e -> course.withSkipped(new LeftOut(e.first(), e.last(), e.count(), e.reason()));
            case RetentionDecided e ->
                course.with(new Retained(e.occurredAt(), e.kept(), e.expired().size(), e.left()));
            case PolicyPaused e -> course;
            case PolicyUnpaused e -> course;
            case RunOverdue e -> course;
            case DrillFired e -> course;
            case DrillSkipped e -> course;
        };
    }
}
