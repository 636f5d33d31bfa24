package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.catalog.CatalogEntry.Known;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation has come to, or has so far.
 *
 * @param steps where its steps are
 * @param checks validations made
 * @param artifacts what it wrote beside the manifest
 * @param componentOutcomes how far each component came; empty unless it failed or was cancelled
 * @param leftovers what it left outside; null unless it failed or was cancelled
 * @param endpoints what a restore made; empty unless it is complete
 * @param nextSteps what people should do after a restore; empty unless it is complete
 */
record Outcome(
        List<StepView> steps,
        List<CheckView> checks,
        List<ArtifactView> artifacts,
        List<ComponentView> componentOutcomes,
        @Nullable LeftoversView leftovers,
        List<EndpointView> endpoints,
        List<String> nextSteps) {

    record CheckView(String name, String component, boolean passed, String detail) {
        static List<CheckView> of(List<Check> checks) {
            return checks.stream()
                    .map(check ->
                            new CheckView(check.name(), Words.kebab(check.component()), check.passed(), check.detail()))
                    .toList();
        }
    }

    record ArtifactView(String path, String component, long bytes, String sha256, long originalBytes) {}

    record ComponentView(String component, String outcome, String detail) {
        static List<ComponentView> of(List<ComponentOutcome> outcomes) {
            return outcomes.stream()
                    .map(outcome -> new ComponentView(
                            Words.kebab(outcome.component()), Words.camel(outcome.outcome()), outcome.detail()))
                    .toList();
        }
    }

    record LeftoversView(String outcome, String detail) {
        static LeftoversView of(Leftovers leftovers, String detail) {
            return new LeftoversView(Words.camel(leftovers), detail);
        }
    }

    record EndpointView(String component, String name, String source) {}

    private static final Outcome NOTHING =
            new Outcome(List.of(), List.of(), List.of(), List.of(), null, List.of(), List.of());

    static Outcome of(CatalogEntry entry) {
        return entry instanceof Known known ? of(known.state()) : NOTHING;
    }

    private static Outcome of(OperationState state) {
        Outcome soFar = soFar(state.operation());
        return switch (state) {
            case OperationState.Completed s -> ended(soFar, s.end());
            case OperationState.Failed s -> failed(soFar, s.end());
            case OperationState.Cancelled s -> ended(soFar, s.end());
            case OperationState.Queued s -> soFar;
            case OperationState.Running s -> soFar;
            case OperationState.Ending s -> soFar;
        };
    }

    private static Outcome ended(Outcome soFar, OperationEvent.Ended end) {
        return switch (end) {
            case BackupCompleted e -> soFar.with(e.checks());
            case BackupVerified e -> soFar.with(e.checks());
            case BackupPurged e -> soFar;
            case BackupUndeleted e -> soFar;
            case RestoreCompleted e ->
                new Outcome(
                        soFar.steps,
                        CheckView.of(e.checks()),
                        soFar.artifacts,
                        List.of(),
                        null,
                        e.endpoints().stream()
                                .map(endpoint -> new EndpointView(
                                        Words.kebab(endpoint.component()), endpoint.name(), endpoint.source()))
                                .toList(),
                        e.nextSteps());
            case OperationFailed e -> failed(soFar, e);
            case OperationCancelled e -> cancelled(soFar, e);
        };
    }

    private static Outcome failed(Outcome soFar, OperationFailed end) {
        return soFar.with(ComponentView.of(end.components()), LeftoversView.of(end.leftovers(), end.leftoversDetail()));
    }

    private static Outcome cancelled(Outcome soFar, OperationCancelled end) {
        return soFar.with(ComponentView.of(end.components()), LeftoversView.of(end.leftovers(), end.leftoversDetail()));
    }

    private Outcome with(List<Check> all) {
        return new Outcome(steps, CheckView.of(all), artifacts, componentOutcomes, leftovers, endpoints, nextSteps);
    }

    private Outcome with(List<ComponentView> components, LeftoversView left) {
        return new Outcome(steps, checks, artifacts, components, left, endpoints, nextSteps);
    }

    private static Outcome soFar(Operation operation) {
        List<StepState.Done> done = operation.steps().values().stream()
                .filter(StepState.Done.class::isInstance)
                .map(StepState.Done.class::cast)
                .toList();
        List<Check> checks =
                done.stream().flatMap(step -> step.result().checks().stream()).toList();
        List<ArtifactView> artifacts = done.stream()
                .flatMap(step -> step.result().artifacts().stream())
                .map(artifact -> new ArtifactView(
                        artifact.path(),
                        Words.kebab(artifact.component()),
                        artifact.bytes(),
                        artifact.sha256(),
                        artifact.originalBytes()))
                .toList();
        return new Outcome(
                StepView.of(operation), CheckView.of(checks), artifacts, List.of(), null, List.of(), List.of());
    }
}
