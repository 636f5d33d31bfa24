package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.OperationQueued;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every pair of a state and an event is either a listed transition or refused; the list is checked against the code. */
class EvolutionTest {

    private static final Map<String, Set<String>> TRANSITIONS = Map.ofEntries(
            entry(
                    "Absent",
                    Set.of("BackupRequested", "RestoreRequested", "VerificationRequested", "BackupSoftDeleted")),
            entry("Queued", Set.of("OperationQueued", "OperationStarted", "CancellationRequested")),
            entry(
                    "Queued/purge",
                    Set.of("OperationQueued", "OperationStarted", "CancellationRequested", "BackupUndeleted")),
            entry(
                    "Running/step waiting",
                    Set.of(
                            "StepStarted",
                            "CancellationRequested",
                            "BackupCompleted",
                            "RestoreCompleted",
                            "BackupVerified",
                            "BackupPurged")),
            entry(
                    "Running/step running",
                    Set.of(
                            "StepStarted",
                            "StepProgressed",
                            "StepSucceeded",
                            "StepRetryScheduled",
                            "StepFailed",
                            "CancellationRequested",
                            "BackupCompleted",
                            "RestoreCompleted",
                            "BackupVerified",
                            "BackupPurged")),
            entry(
                    "Running/step backing off",
                    Set.of(
                            "StepStarted",
                            "CancellationRequested",
                            "BackupCompleted",
                            "RestoreCompleted",
                            "BackupVerified",
                            "BackupPurged")),
            entry(
                    "Running/step done",
                    Set.of(
                            "CancellationRequested",
                            "BackupCompleted",
                            "RestoreCompleted",
                            "BackupVerified",
                            "BackupPurged")),
            entry(
                    "Ending/step running",
                    Set.of(
                            "StepStarted",
                            "StepProgressed",
                            "StepSucceeded",
                            "StepRetryScheduled",
                            "StepFailed",
                            "StepStopped",
                            "OperationFailed",
                            "OperationCancelled")),
            entry("Ending/step broken", Set.of("OperationFailed", "OperationCancelled")),
            entry("Ending/step halted", Set.of("OperationFailed", "OperationCancelled")),
            entry("Ended", Set.of()));

    @Test
    void knowsEveryPairOfStateAndEvent() {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        states().forEach((name, state) -> {
            Set<String> accepted = new TreeSet<>();
            for (OperationEvent event : everyEvent(state)) {
                try {
                    Evolution.evolve(state, event);
                    accepted.add(event.getClass().getSimpleName());
                } catch (ImpossibleTransitionException refused) {
                    assertThat(refused).hasMessageContaining(event.getClass().getSimpleName());
                }
            }
            found.put(name, accepted);
        });

        assertThat(found).isEqualTo(TRANSITIONS);
    }

    @Test
    void refusesAnEventThatIsNotTheNextInSequence() {
        Scenario scenario = new Scenario().command(backup("b1", "prd"));
        OperationState state = scenario.state().open().get(new OperationId("b1"));
        OperationEvent again = (OperationEvent) scenario.log().getLast();

        assertThatThrownBy(() -> Evolution.evolve(state, again)).isInstanceOf(ImpossibleTransitionException.class);
    }

    @Test
    void refusesReportsOfAnotherAttempt() {
        OperationState state = states().get("Running/step running");
        EventMeta meta = next(state);

        for (OperationEvent stale : List.of(
                new StepSucceeded(meta, StepKind.DUMP_DATABASE, 2, OperationFixtures.result(StepKind.DUMP_DATABASE)),
                new StepStarted(meta, StepKind.DUMP_DATABASE, 1, StartReason.RETRY),
                new StepFailed(meta, StepKind.DUMP_DATABASE, 2, failure(FailureCode.INTERNAL_ERROR)))) {
            assertThatThrownBy(() -> Evolution.evolve(state, stale)).isInstanceOf(ImpossibleTransitionException.class);
        }
    }

    @Test
    void replaysTheLogOfAProjectToTheLiveState() {
        Scenario scenario = new Scenario()
                .completedBackup("b1", "prd")
                .command(backup("b2", "prd"))
                .command(OperationFixtures.restore("r1", "b1", "uat"))
                .command(cancel("1", "b2"));

        ProjectState replayed = ProjectState.EMPTY;
        for (var event : scenario.log()) {
            replayed = replayed.evolve(event);
        }

        assertThat(replayed).isEqualTo(scenario.state());
    }

    /** States by name; null stands for an operation nobody knows. */
    private static Map<String, OperationState> states() {
        Map<String, OperationState> states = new LinkedHashMap<>();
        states.put("Absent", null);
        states.put("Queued", open(new Scenario().slots(FreeSlots.UNKNOWN).command(backup("b1", "prd"))));
        states.put(
                "Queued/purge",
                new Scenario()
                        .completedBackup("b1", "prd")
                        .command(OperationFixtures.forcedDelete("d1", "b1"))
                        .state()
                        .open()
                        .get(new OperationId("d1")));
        Scenario running = new Scenario().command(backup("b1", "prd"));
        OperationEvent started = (OperationEvent) running.log().get(1);
        states.put("Running/step waiting", Evolution.evolve(states.get("Queued"), started));
        states.put("Running/step running", open(running));
        states.put(
                "Running/step backing off",
                open(new Scenario()
                        .command(backup("b1", "prd"))
                        .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.THROTTLED))));
        states.put(
                "Running/step done",
                open(new Scenario().command(backup("b1", "prd")).done("b1", StepKind.DUMP_DATABASE, 1)));
        states.put(
                "Ending/step running",
                open(new Scenario().command(backup("b1", "prd")).command(cancel("1", "b1"))));
        states.put(
                "Ending/step broken",
                open(new Scenario()
                        .command(backup("b1", "prd"))
                        .failed("b1", StepKind.DUMP_DATABASE, 1, failure(FailureCode.INTERNAL_ERROR))));
        states.put(
                "Ending/step halted",
                open(new Scenario()
                        .command(backup("b1", "prd"))
                        .command(cancel("1", "b1"))
                        .stopped("b1", StepKind.DUMP_DATABASE, 1)));
        OperationState live = states.get("Running/step done");
        states.put("Ended", Evolution.evolve(live, completed(next(live))));
        return states;
    }

    private static OperationState open(Scenario scenario) {
        return scenario.state().open().get(new OperationId("b1"));
    }

    private static EventMeta next(OperationState state) {
        EventMeta first = state == null ? firstMeta() : state.operation().first();
        return new EventMeta(
                first.operationId(),
                first.kind(),
                first.project(),
                first.environment(),
                first.application(),
                first.provider(),
                state == null ? 1 : state.operation().version() + 1,
                first.occurredAt(),
                first.commandId(),
                first.actor(),
                first.correlationId());
    }

    private static EventMeta firstMeta() {
        return ((OperationEvent)
                        new Scenario().command(backup("b1", "prd")).log().getFirst())
                .meta();
    }

    private static BackupCompleted completed(EventMeta meta) {
        RecoveryPoint point = new Scenario()
                .completedBackup("b1", "prd")
                .event(BackupCompleted.class)
                .recoveryPoint();
        return new BackupCompleted(meta, point, List.of());
    }

    private static List<OperationEvent> everyEvent(OperationState state) {
        EventMeta meta = next(state);
        StepKind step = StepKind.DUMP_DATABASE;
        int attempt = state == null ? 1 : state.operation().step(step).attempt();
        BackupRequested first = (BackupRequested)
                new Scenario().command(backup("b1", "prd")).log().getFirst();
        var point = completed(meta).recoveryPoint();
        List<OperationEvent> events = new ArrayList<>();
        events.add(new BackupRequested(meta, first.request(), first.plan()));
        events.add(new RestoreRequested(
                meta, OperationFixtures.restore("r1", "b1", "uat").request(), point.source(), first.plan()));
        events.add(new VerificationRequested(meta, point.source(), first.plan()));
        events.add(new BackupSoftDeleted(meta, point.source(), "why", first.plan(), meta.occurredAt(), false));
        events.add(new OperationQueued(meta, new Waiting(QueueReason.PROJECT_LIMIT, 2)));
        events.add(new OperationStarted(meta));
        events.add(new StepStarted(meta, step, attempt + 1, StartReason.READY));
        events.add(new StepProgressed(meta, step, attempt, new Progress(1, 2, 0, 0), null));
        events.add(new StepSucceeded(meta, step, attempt, OperationFixtures.result(step)));
        events.add(new StepRetryScheduled(meta, step, attempt, failure(FailureCode.THROTTLED), meta.occurredAt()));
        events.add(new StepFailed(meta, step, attempt, failure(FailureCode.INTERNAL_ERROR)));
        events.add(new StepStopped(meta, step, attempt));
        events.add(new CancellationRequested(meta));
        events.add(completed(meta));
        events.add(new RestoreCompleted(meta, List.of(), List.of(), List.of()));
        events.add(new BackupVerified(meta, point.backupId(), Verification.CHECKSUM, List.of()));
        events.add(new BackupPurged(meta, point.backupId(), 1, 1));
        events.add(new BackupUndeleted(meta, point.backupId()));
        events.add(new OperationFailed(
                meta, point.backupId(), failure(FailureCode.INTERNAL_ERROR), List.of(), Leftovers.NONE, ""));
        events.add(new OperationCancelled(meta, List.of(), Leftovers.NONE, ""));
        assertThat(events).hasSize(countEventTypes(OperationEvent.class));
        return events;
    }

    /** A new event type that nobody adds above makes this fail. */
    private static int countEventTypes(Class<?> type) {
        int count = 0;
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            count += permitted.isInterface() ? countEventTypes(permitted) : 1;
        }
        return count;
    }
}
