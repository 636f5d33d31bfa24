package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.operation.Decider;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.Moment;
import io.lc2.backup.domain.operation.ProjectState;
import io.lc2.backup.executor.streams.Rules;
import java.util.Map;

/** The real rules; notes when they fail, and lies to them where a bug is planted. */
final class WatchedRules implements Rules {

    private final World world;
    private final SimulatedExecutor executor;
    private final Rules rules;

    WatchedRules(World world, SimulatedExecutor executor) {
        this.world = world;
        this.executor = executor;
        this.rules = new Decider(World.CAPABILITIES, world.scenario().limits(), World.RETRIES)::decide;
    }

    @Override
    public Decision decide(ProjectState project, Input input, Moment moment) {
        boolean decided = false;
        try {
            Decision decision = rules.decide(seen(project, input), input, seen(moment));
            decided = true;
            return decision;
        } finally {
            if (!decided) {
                world.checks().defect(input.toString());
            }
        }
    }

    private ProjectState seen(ProjectState project, Input input) {
        return world.mutation() == Mutation.SKIP_DEDUP && input instanceof Input.CommandReceived
                ? new ProjectState(project.open(), project.points(), Map.of(), project.ended())
                : project;
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
