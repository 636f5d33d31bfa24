package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.CLOCK;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.steps.StepParts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The steps one after the other, as the loop runs them, with library and repository in one store. */
final class StepLine {

    static final Duration POOL_GRACE = Duration.ofDays(7);

    private final Map<StepKind, Step> steps = new EnumMap<>(StepKind.class);

    StepLine(InMemoryStore store, DatabaseGateway databases) {
        this(new OneStore(store, store), databases, CLOCK);
    }

    /** With something between the steps and the store, and a clock that may move. */
    StepLine(InMemoryStore store, ObjectStore seen, InstantSource clock) {
        this(new OneStore(store, seen), new NoDatabases(), clock);
    }

    private StepLine(OneStore stores, DatabaseGateway databases, InstantSource clock) {
        StepParts parts = new StepParts(stores, databases, SETTINGS, POOL_GRACE, clock, new Random(1));
        parts.steps().forEach(step -> steps.put(step.kind(), step));
    }

    /** Runs steps in order; each sees the results of those before it. */
    Operation run(Operation begun, List<StepKind> kinds) {
        Operation operation = begun;
        for (StepKind kind : kinds) {
            StepResult result = steps.get(kind).run(new StepContext(operation, new RecordingControl()));
            Map<StepKind, StepState> states = new EnumMap<>(StepKind.class);
            states.putAll(operation.steps());
            states.put(kind, new StepState.Done(1, CLOCK.instant(), result));
            operation = new Operation(
                    operation.first(),
                    operation.subject(),
                    operation.plan(),
                    states,
                    1,
                    CLOCK.instant(),
                    CLOCK.instant());
        }
        return operation;
    }

    static Operation operation(OperationId id, OperationKind kind, Subject subject, List<StepKind> kinds) {
        EventMeta first = new EventMeta(
                id,
                kind,
                new ProjectId("acme"),
                kind == OperationKind.RESTORE ? "uat" : "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                CLOCK.instant(),
                new CommandId(new UUID(1, 1)),
                new Actor("somebody", ""),
                "correlation");
        Plan plan = Plan.of(kinds.stream()
                .map(step -> new PlannedStep(step, Set.of(), Duration.ofMinutes(1)))
                .toList());
        return new Operation(first, subject, plan, new EnumMap<>(StepKind.class), 1, CLOCK.instant(), CLOCK.instant());
    }

    private record OneStore(InMemoryStore memory, ObjectStore seen) implements ConfiguredStores {

        @Override
        public ObjectStore store(String name) {
            return seen;
        }

        @Override
        public Buckets buckets(String name) {
            return memory.buckets();
        }

        @Override
        public Repository repository() {
            return new Repository("memory", seen, REPOSITORY);
        }
    }
}
