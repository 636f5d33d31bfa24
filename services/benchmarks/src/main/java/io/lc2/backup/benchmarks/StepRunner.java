package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.spi.StepContext;
import io.lc2.backup.executor.steps.StepParts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An executor's steps one after the other, as the loop runs them. */
final class StepRunner {

    private final Map<StepKind, Step> steps = new EnumMap<>(StepKind.class);
    private final Map<StepKind, StepState> done = new EnumMap<>(StepKind.class);
    private final Instant begun = Instant.now();
    private final Subject subject;
    private final EventMeta first;
    private final Plan plan;

    /**
     * Begins an operation.
     *
     * @param kinds its steps, in order
     */
    StepRunner(StepParts parts, OperationId id, OperationKind kind, Subject subject, List<StepKind> kinds) {
        parts.steps().forEach(step -> steps.put(step.kind(), step));
        this.subject = subject;
        this.first = new EventMeta(
                id,
                kind,
                CatalogRecords.project(0),
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                begun,
                new CommandId(new UUID(1, 1)),
                new Actor("benchmark", ""),
                id.value());
        this.plan = new Plan(
                kinds.stream()
                        .map(step -> new PlannedStep(step, Set.of(), Duration.ofDays(1)))
                        .toList(),
                List.of(),
                List.of(),
                List.of("DLFileEntry", "User_"),
                List.of());
    }

    /** Runs a step, which sees the results of those before it. */
    StepResult run(StepKind kind) {
        StepResult result = step(kind).run(new StepContext(operation(), new NobodyListens()));
        done.put(kind, new StepState.Done(1, begun, result));
        return result;
    }

    private Step step(StepKind kind) {
        Step step = steps.get(kind);
        if (step == null) {
            throw new IllegalArgumentException("there is no step " + kind);
        }
        return step;
    }

    private Operation operation() {
        return new Operation(first, subject, plan, done, 1, begun, begun);
    }
}
