package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Input.AttemptLost;
import io.lc2.backup.domain.operation.Input.CommandReceived;
import io.lc2.backup.domain.operation.Input.QueueChecked;
import io.lc2.backup.domain.operation.Input.ReportReceived;
import io.lc2.backup.domain.operation.Input.TimePassed;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A project whose decider is driven by hand: each call is one input, {@link #last} what it led to. */
final class Scenario {

    private final Decider decider;
    private final List<BackupEvent> log = new ArrayList<>();
    private ProjectState state = ProjectState.EMPTY;
    private Instant now = OperationFixtures.T0;
    private FreeSlots free = OperationFixtures.PLENTY;
    private Decision last = new Decision(List.of(), List.of(), ProjectState.EMPTY);

    Scenario() {
        this(Limits.DEFAULT);
    }

    Scenario(Limits limits) {
        decider = new Decider(OperationFixtures.LOCAL, limits, RetryPolicy.DEFAULT, OperationFixtures.GRACE);
    }

    Scenario command(BackupCommand command) {
        // Two commands of one instant are ordered by id; these come one after the other.
        now = now.plusMillis(1);
        return input(new CommandReceived(command));
    }

    Scenario done(String id, StepKind step, int attempt) {
        return report(new StepReport.Succeeded(at(id, step, attempt), OperationFixtures.result(step)));
    }

    Scenario failed(String id, StepKind step, int attempt, Failure failure) {
        return report(new StepReport.Failed(at(id, step, attempt), failure));
    }

    Scenario stopped(String id, StepKind step, int attempt) {
        return report(new StepReport.Stopped(at(id, step, attempt)));
    }

    Scenario progressed(String id, StepKind step, int attempt, long bytes, String checkpoint) {
        return report(new StepReport.Progressed(at(id, step, attempt), new Progress(bytes, 1000, 0, 10), checkpoint));
    }

    Scenario report(StepReport report) {
        return input(new ReportReceived(report));
    }

    Scenario lost(String id, StepKind step, int attempt, StartReason reason) {
        return input(new AttemptLost(at(id, step, attempt), reason));
    }

    Scenario passes(Duration time, String id) {
        now = now.plus(time);
        return input(new TimePassed(new OperationId(id)));
    }

    Scenario slots(FreeSlots slots) {
        free = slots;
        return this;
    }

    Scenario queueChecked() {
        return input(new QueueChecked());
    }

    Scenario input(Input input) {
        last = decider.decide(state, input, new Moment(now, 0.5, free));
        state = last.state();
        log.addAll(last.events());
        return this;
    }

    /** A backup that has completed. */
    Scenario completedBackup(String id, String environment) {
        return command(OperationFixtures.backup(id, environment))
                .done(id, StepKind.DUMP_DATABASE, 1)
                .done(id, StepKind.VALIDATE_DATABASE, 1)
                .done(id, StepKind.COPY_OBJECTS, 1)
                .done(id, StepKind.VALIDATE_OBJECTS, 1)
                .done(id, StepKind.WRITE_MANIFEST, 1);
    }

    /** A drill that has restored everything, as far as its comparison. */
    Scenario restoredDrill(String id, String backup) {
        return command(OperationFixtures.drill(id, backup))
                .done(id, StepKind.CHECK_BACKUP, 1)
                .done(id, StepKind.RESTORE_DATABASE, 1)
                .done(id, StepKind.RESTORE_OBJECTS, 1);
    }

    ProjectState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    List<BackupEvent> log() {
        return log;
    }

    Decision last() {
        return last;
    }

    List<String> eventTypes() {
        return last.events().stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    <E extends BackupEvent> E event(Class<E> type) {
        return last.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + last.events()));
    }

    CommandRejected rejection() {
        return event(CommandRejected.class);
    }

    List<String> started() {
        return last.effects().stream()
                .filter(Effect.RunStep.class::isInstance)
                .map(effect -> ((Effect.RunStep) effect).attempt())
                .map(attempt -> attempt.operationId() + "/" + attempt.step() + "/" + attempt.number())
                .toList();
    }

    List<String> toldToStop() {
        return last.effects().stream()
                .filter(Effect.StopStep.class::isInstance)
                .map(effect -> ((Effect.StopStep) effect).attempt())
                .map(attempt -> attempt.step() + "/" + attempt.number())
                .toList();
    }

    private static StepAttempt at(String id, StepKind step, int attempt) {
        return OperationFixtures.attempt(id, step, attempt);
    }
}
