package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.operation.Decider;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.Moment;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.executor.streams.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The real rules; notes when they fail, and lies to them where a bug is planted. */
final class WatchedRules implements Rules {

    private static final String ANOTHER = "another-";

    private final World world;
    private final SimulatedExecutor executor;
    private final Rules rules;

    WatchedRules(World world, SimulatedExecutor executor) {
        this.world = world;
        this.executor = executor;
        this.rules = new Decider(
                World.CAPABILITIES,
                world.scenario().limits(),
                World.RETRIES,
                world.scenario().grace())::decide;
    }

    @Override
    public Decision decide(ProjectState project, Input input, Moment moment) {
        boolean decided = false;
        try {
            Decision decision = rules.decide(seen(project, input), input, seen(moment));
            decided = true;
            return told(project, input, decision);
        } finally {
            if (!decided) {
                world.checks().defect(input.toString());
            }
        }
    }

    private ProjectState seen(ProjectState project, Input input) {
        if (world.mutation() == Mutation.SKIP_DEDUP && input instanceof Input.CommandReceived) {
            return new ProjectState(project.open(), project.points(), Map.of(), project.ended());
        }
        if (forgetsHolds(input)) {
            return with(project, points -> points.replaceAll((id, point) -> point.held(false)));
        }
        if (world.mutation() == Mutation.FORGET_THE_LAST) {
            return with(
                    project,
                    points -> List.copyOf(points.values()).forEach(point -> {
                        RecoveryPoint other = another(point);
                        points.put(other.backupId(), other);
                    }));
        }
        return project;
    }

    /** Holds are forgotten only where no command is answered: a command may release one in earnest. */
    private boolean forgetsHolds(Input input) {
        return world.mutation() == Mutation.FORGET_HOLDS && !(input instanceof Input.CommandReceived);
    }

    /** What a planted bug made the rules see must not get into the stores. */
    private Decision told(ProjectState before, Input input, Decision decision) {
        if (!forgetsHolds(input) && world.mutation() != Mutation.FORGET_THE_LAST) {
            return decision;
        }
        ProjectState after = with(decision.state(), points -> {
            points.keySet().removeIf(id -> id.value().startsWith(ANOTHER));
            if (forgetsHolds(input)) {
                before.points()
                        .forEach((id, was) -> points.computeIfPresent(
                                id, (same, point) -> was.held() && !point.held() ? point.held(true) : point));
            }
        });
        return new Decision(decision.events(), decision.effects(), after);
    }

    private static ProjectState with(ProjectState state, Consumer<Map<OperationId, RecoveryPoint>> change) {
        Map<OperationId, RecoveryPoint> points = new HashMap<>(state.points());
        change.accept(points);
        return new ProjectState(state.open(), points, state.handled(), state.ended());
    }

    /** A restorable point that holds the same and is not there. */
    private static RecoveryPoint another(RecoveryPoint point) {
        return new RecoveryPoint(
                new OperationId(ANOTHER + point.backupId()),
                point.project(),
                point.environment(),
                point.application(),
                point.provider(),
                point.dataTime(),
                point.completedAt(),
                point.components(),
                point.bytes(),
                point.objects(),
                point.manifestSha256(),
                point.retention(),
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
    }

    private Moment seen(Moment moment) {
        if (world.mutation() != Mutation.COUNT_THREADS) {
            return moment;
        }
        Limits limits = world.scenario().limits();
        SimulatedWorkers workers = executor.workers();
        FreeSlots free = new FreeSlots(
                limits.backups() - workers.threads(OperationKind.BACKUP),
                limits.restores() - workers.threads(OperationKind.RESTORE),
                limits.maintenance()
                        - workers.threads(OperationKind.VERIFICATION)
                        - workers.threads(OperationKind.PURGE));
        return new Moment(moment.now(), moment.jitter(), free);
    }
}
