package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.RetryPolicy;
import io.lc2.backup.domain.plan.ProviderCapabilities;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.streams.LoopSettings;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Everything one run consists of, and how it goes: one thing happens, the invariants are checked, the next thing happens. */
final class World {

    static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");
    static final Duration TICK = Duration.ofMillis(500);
    static final RetryPolicy RETRIES = RetryPolicy.DEFAULT;
    static final ProviderCapabilities CAPABILITIES = new ProviderCapabilities(
            Provider.LOCAL,
            Set.of(Application.LIFERAY),
            Map.of(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP)),
            Set.of(StorageType.S3),
            Set.of(RestoreType.FULL),
            false,
            false,
            false,
            false,
            false,
            false);

    /** By then everything has ended, whatever hung; the longest fault takes a quarter of an hour and may hit often. */
    private static final long DEADLINE = Duration.ofHours(3).toMillis();

    private static final long AFTERMATH = 2_000;

    private final Scenario scenario;
    private final @Nullable Mutation mutation;
    private final Timeline timeline;
    private final Faults faults;
    private final Trace trace;
    private final SimulatedProvider provider;
    private final Programs programs;
    private final Cluster cluster;
    private final Checks checks;
    private int unpublished;

    World(Scenario scenario, @Nullable Mutation mutation, Trace trace) {
        this.scenario = scenario;
        this.mutation = mutation;
        this.trace = trace;
        // Not the stream the scenario was drawn from.
        this.timeline = new Timeline(new SplittableRandom(~scenario.seed()));
        this.faults = new Faults(scenario.faults());
        this.provider = new SimulatedProvider(timeline::now);
        this.programs = new Programs(provider, mutation);
        this.checks = new Checks(this);
        this.cluster = new Cluster(this);
    }

    /**
     * Lives until everything asked for has ended.
     *
     * @throws InvariantViolation when something does not hold
     */
    void run() {
        cluster.start();
        for (Scenario.Wish wish : scenario.commands()) {
            unpublished++;
            timeline.after(wish.at(), () -> publish(wish));
        }
        while (!done() && timeline.step()) {
            checks.afterStep();
            if (timeline.now() > DEADLINE) {
                throw checks.unfinished();
            }
        }
        // Calls that nobody waits for any more may still have their effect.
        long end = timeline.now() + AFTERMATH;
        while (timeline.now() < end && timeline.step()) {
            checks.afterStep();
        }
        checks.atTheEnd();
    }

    private void publish(Scenario.Wish wish) {
        unpublished--;
        cluster.publish(wish.command());
        Fault fault = faults.next(Trigger.COMMAND);
        if (fault != null) {
            strike(fault);
            unpublished++;
            timeline.after(fault.millis(), () -> {
                unpublished--;
                cluster.publish(wish.command());
            });
        }
    }

    private boolean done() {
        return unpublished == 0 && checks.settled() && cluster.quiet();
    }

    void strike(Fault fault) {
        faults.struck(fault);
        trace("fault", fault.kind().name(), fault.trigger());
    }

    void trace(String what, String about, long number) {
        trace.add(timeline.now(), what, about, number);
    }

    Partition partitionOf(ProjectId project) {
        int number = project.value().charAt(project.value().length() - 1) - '0';
        return cluster.partitions().get(number % scenario.partitions());
    }

    LoopSettings loopSettings() {
        LoopSettings usual = LoopSettings.DEFAULT;
        return new LoopSettings(
                TICK,
                mutation == Mutation.IGNORE_WATCHDOG ? Duration.ofDays(365) : usual.heartbeatPatience(),
                usual.inputsPerTick(),
                usual.timePerTick(),
                usual.answersKept(),
                usual.pruning());
    }

    Scenario scenario() {
        return scenario;
    }

    @Nullable Mutation mutation() {
        return mutation;
    }

    Timeline timeline() {
        return timeline;
    }

    Faults faults() {
        return faults;
    }

    SimulatedProvider provider() {
        return provider;
    }

    Programs programs() {
        return programs;
    }

    Cluster cluster() {
        return cluster;
    }

    Checks checks() {
        return checks;
    }
}
