package io.lc2.backup.messaging.codec;

import static io.lc2.backup.messaging.codec.ContractFixtures.BACKUP;
import static io.lc2.backup.messaging.codec.ContractFixtures.BACKUP_REQUEST;
import static io.lc2.backup.messaging.codec.ContractFixtures.CHECK;
import static io.lc2.backup.messaging.codec.ContractFixtures.COMMAND;
import static io.lc2.backup.messaging.codec.ContractFixtures.DUMPED;
import static io.lc2.backup.messaging.codec.ContractFixtures.FAILURE;
import static io.lc2.backup.messaging.codec.ContractFixtures.INCREMENTAL_REQUEST;
import static io.lc2.backup.messaging.codec.ContractFixtures.PLAN;
import static io.lc2.backup.messaging.codec.ContractFixtures.POINT;
import static io.lc2.backup.messaging.codec.ContractFixtures.POINT_META;
import static io.lc2.backup.messaging.codec.ContractFixtures.POLICY;
import static io.lc2.backup.messaging.codec.ContractFixtures.PROJECT;
import static io.lc2.backup.messaging.codec.ContractFixtures.REJECTION;
import static io.lc2.backup.messaging.codec.ContractFixtures.RESTORE;
import static io.lc2.backup.messaging.codec.ContractFixtures.RESTORE_REQUEST;
import static io.lc2.backup.messaging.codec.ContractFixtures.SOURCE;
import static io.lc2.backup.messaging.codec.ContractFixtures.T0;
import static io.lc2.backup.messaging.codec.ContractFixtures.backupAfter;
import static io.lc2.backup.messaging.codec.ContractFixtures.cancelled;
import static io.lc2.backup.messaging.codec.ContractFixtures.completed;
import static io.lc2.backup.messaging.codec.ContractFixtures.event;
import static io.lc2.backup.messaging.codec.ContractFixtures.failed;
import static io.lc2.backup.messaging.codec.ContractFixtures.policyEvent;
import static io.lc2.backup.messaging.codec.ContractFixtures.requestBackup;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.operation.Evolution;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.policy.DrillProgress;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.domain.policy.UnfinishedRun;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.retention.Reason;
import io.lc2.backup.domain.retention.ReasonCode;
import io.lc2.backup.domain.retention.Verdict;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.messaging.codec.Signal.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One value per golden file. */
public final class GoldenValues {

    /** A value, how it is written, and the name of its files. */
    record Golden<V>(String name, Codec<V> codec, V value) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final OperationId VERIFICATION = new OperationId("verification-1");
    private static final OperationId PURGE = new OperationId("purge-1");
    private static final StepKind COPY = StepKind.COPY_OBJECTS;

    private static final Policy DRILLING = new Policy(
            POLICY.id(),
            POLICY.backup(),
            POLICY.schedule(),
            POLICY.retention(),
            Schedule.of("0 4 * * SUN", "Europe/Berlin"));

    private GoldenValues() {}

    static List<Golden<?>> all() {
        return Stream.of(
                        commands(),
                        firstEvents(),
                        stepEvents(),
                        lastEvents(),
                        states(),
                        signals(),
                        entries(),
                        policies())
                .<Golden<?>>flatMap(List::stream)
                .toList();
    }

    /** The values of a family. */
    @SuppressWarnings("unchecked") // The same codec class writes the same values.
    public static <V> List<V> on(Codec<V> codec) {
        return all().stream()
                .filter(golden -> golden.codec().getClass() == codec.getClass())
                .map(golden -> (V) golden.value())
                .toList();
    }

    private static List<Golden<?>> commands() {
        return List.of(
                command(requestBackup()),
                new Golden<>(
                        "RequestBackup-incremental",
                        new BackupCommandCodec(),
                        new BackupCommand.RequestBackup(COMMAND, BACKUP, INCREMENTAL_REQUEST)),
                command(new BackupCommand.RequestRestore(COMMAND, RESTORE, RESTORE_REQUEST)),
                new Golden<>(
                        "RequestRestore-drill",
                        new BackupCommandCodec(),
                        new BackupCommand.RequestRestore(COMMAND, RESTORE, RestoreRequest.drillOf(BACKUP))),
                command(new BackupCommand.CancelOperation(COMMAND, BACKUP)),
                command(new BackupCommand.VerifyBackup(COMMAND, VERIFICATION, BACKUP)),
                command(new BackupCommand.DeleteBackup(COMMAND, PURGE, BACKUP, "contract ended", false)),
                new Golden<>(
                        "DeleteBackup-forced",
                        new BackupCommandCodec(),
                        new BackupCommand.DeleteBackup(COMMAND, PURGE, BACKUP, "contract ended", true)),
                command(new BackupCommand.UndeleteBackup(COMMAND, BACKUP)),
                command(new BackupCommand.HoldBackup(COMMAND, BACKUP, "case 7")),
                command(new BackupCommand.ReleaseBackup(COMMAND, BACKUP, "case 7 is closed")));
    }

    private static List<Golden<?>> firstEvents() {
        return List.of(
                happened(new OperationEvent.BackupRequested(event(1), BACKUP_REQUEST, PLAN)),
                happened(new OperationEvent.RestoreRequested(
                        event(OperationKind.RESTORE, RESTORE, 1), RESTORE_REQUEST, SOURCE, PLAN)),
                happened(new OperationEvent.VerificationRequested(
                        event(OperationKind.VERIFICATION, VERIFICATION, 1), SOURCE, PLAN)),
                happened(softDeleted(T0.plusSeconds(1), false)),
                new Golden<>(
                        "BackupSoftDeleted-grace",
                        new BackupEventCodec(),
                        softDeleted(T0.plus(Duration.ofDays(30)), true)),
                happened(new RecoveryPointEvent.BackupHeld(POINT_META, "case 7")),
                happened(new RecoveryPointEvent.BackupReleased(POINT_META, "case 7 is closed")),
                happened(REJECTION));
    }

    private static List<Golden<?>> stepEvents() {
        return List.of(
                happened(new OperationEvent.OperationQueued(event(2), new Waiting(QueueReason.EXECUTOR_LIMIT, 10))),
                happened(new OperationEvent.OperationStarted(event(2))),
                happened(new OperationEvent.StepStarted(event(3), COPY, 2, StartReason.RETRY)),
                happened(new OperationEvent.StepProgressed(
                        event(4), COPY, 2, new Progress(1024, Progress.UNKNOWN, 17, 5000), "20101/00017")),
                happened(new OperationEvent.StepSucceeded(event(5), StepKind.DUMP_DATABASE, 1, DUMPED)),
                happened(new OperationEvent.StepRetryScheduled(event(6), COPY, 2, FAILURE, T0.plusSeconds(300))),
                happened(new OperationEvent.StepFailed(event(7), COPY, 3, FAILURE)),
                happened(new OperationEvent.StepStopped(event(8), COPY, 3)),
                happened(new OperationEvent.CancellationRequested(event(9))));
    }

    private static List<Golden<?>> lastEvents() {
        return List.of(
                happened(completed(10)),
                happened(new OperationEvent.RestoreCompleted(
                        event(OperationKind.RESTORE, RESTORE, 10),
                        List.of(new Endpoint(Component.DATABASE, "main/lportal_restore_1", "lportal")),
                        List.of(CHECK),
                        List.of("Reindex from the control panel."))),
                new Golden<>(
                        "RestoreCompleted-drill",
                        new BackupEventCodec(),
                        new OperationEvent.RestoreCompleted(
                                event(OperationKind.RESTORE, RESTORE, 11),
                                List.of(),
                                List.of(CHECK),
                                List.of(),
                                new DrillResult(BACKUP, Duration.ofMillis(93_500), Duration.ofHours(5)))),
                new Golden<>(
                        "OperationFailed-drill",
                        new BackupEventCodec(),
                        new OperationEvent.OperationFailed(
                                event(OperationKind.RESTORE, RESTORE, 11),
                                BACKUP,
                                FAILURE,
                                List.of(),
                                Leftovers.CLEANED_UP,
                                "Everything this operation had made was removed.",
                                true)),
                happened(new OperationEvent.BackupVerified(
                        event(OperationKind.VERIFICATION, VERIFICATION, 5),
                        BACKUP,
                        Verification.CHECKSUM,
                        List.of(CHECK))),
                happened(new OperationEvent.BackupPurged(
                        event(OperationKind.PURGE, PURGE, 5), BACKUP, 5_242_880, 5_003)),
                happened(new OperationEvent.BackupUndeleted(event(OperationKind.PURGE, PURGE, 2), BACKUP)),
                happened(failed(10)),
                happened(cancelled(10)));
    }

    private static List<Golden<?>> states() {
        return List.of(
                state("running", backupAfter()),
                state(
                        "backing-off",
                        backupAfter(new OperationEvent.StepRetryScheduled(
                                event(8), COPY, 2, FAILURE, T0.plusSeconds(300)))),
                state("ending", backupAfter(new OperationEvent.StepFailed(event(8), COPY, 2, FAILURE))),
                state("completed", backupAfter(completed(8))),
                state("failed", backupAfter(new OperationEvent.StepFailed(event(8), COPY, 2, FAILURE), failed(9))),
                state(
                        "cancelled",
                        backupAfter(
                                new OperationEvent.CancellationRequested(event(8)),
                                new OperationEvent.StepStopped(event(9), COPY, 2),
                                cancelled(10))),
                state("undeleted", undeleted()),
                state("queued", queued()),
                new Golden<>("RecoveryPointRecord", new RecoveryPointCodec(), POINT),
                new Golden<>(
                        "RecoveryPointRecord-deleted",
                        new RecoveryPointCodec(),
                        POINT.softDeleted(T0.plus(Duration.ofDays(30)))),
                new Golden<>(
                        "HandledCommand",
                        new HandledCommandCodec(),
                        new HandledCommand(COMMAND.commandId(), BACKUP.value(), T0)));
    }

    private static List<Golden<?>> signals() {
        StepAttempt attempt = new StepAttempt(PROJECT, BACKUP, COPY, 2);
        return List.of(
                signal("WorkOrder-run", new Signal.OrderSignal(Order.RUN, attempt, "20101/00017", T0, backupAfter())),
                signal("WorkOrder-stop", new Signal.OrderSignal(Order.STOP, attempt, null, T0, null)),
                report("progressed", new StepReport.Progressed(attempt, new Progress(1, 2, 3, 4), "20101/00018")),
                report("succeeded", new StepReport.Succeeded(attempt, DUMPED)),
                report("failed", new StepReport.Failed(attempt, FAILURE)),
                report("stopped", new StepReport.Stopped(attempt)));
    }

    private static List<Golden<?>> entries() {
        return List.of(
                entry("pending", new CatalogEntry.Pending(requestBackup())),
                entry("refused", new CatalogEntry.Refused(BACKUP, OperationKind.BACKUP, REJECTION)),
                entry("known", new CatalogEntry.Known(backupAfter(completed(8)), POINT)));
    }

    private static List<Golden<?>> policies() {
        PolicyId id = POLICY.id();
        return List.of(
                command(new PolicyCommand.DefinePolicy(COMMAND, POLICY)),
                command(new PolicyCommand.RemovePolicy(COMMAND, id)),
                command(new PolicyCommand.PausePolicy(COMMAND, id)),
                command(new PolicyCommand.UnpausePolicy(COMMAND, id)),
                happened(new PolicyEvent.PolicyDefined(policyEvent(1), POLICY)),
                happened(new PolicyEvent.PolicyRemoved(policyEvent(2))),
                happened(new PolicyEvent.PolicyPaused(policyEvent(3))),
                happened(new PolicyEvent.PolicyUnpaused(policyEvent(4))),
                happened(new PolicyEvent.PolicyFired(
                        policyEvent(5), T0, T0.plusSeconds(7), T0.plusSeconds(14_400), BACKUP)),
                happened(new PolicyEvent.RunMissed(
                        policyEvent(6), T0, T0.plusSeconds(86_400), 2, NotRunReason.WINDOW_PASSED)),
                happened(new PolicyEvent.RunSkipped(policyEvent(7), T0, T0, 1, NotRunReason.EARLIER_UNFINISHED)),
                happened(new PolicyEvent.RunOverdue(policyEvent(8), T0, BACKUP)),
                happened(new PolicyEvent.RetentionDecided(
                        policyEvent(9),
                        7,
                        List.of(new Verdict(BACKUP, T0, List.of(new Reason(ReasonCode.NO_RULE, "")))),
                        0)),
                policy(
                        "active",
                        new PolicyState.Active(
                                PROJECT,
                                POLICY,
                                8,
                                T0,
                                new Pause(T0, T0.plusSeconds(60)),
                                List.of(new UnfinishedRun(BACKUP, T0, null)),
                                T0,
                                new DrillProgress(T0, null))),
                policy(
                        "drilling",
                        new PolicyState.Active(
                                PROJECT,
                                DRILLING,
                                9,
                                T0,
                                null,
                                List.of(),
                                T0,
                                new DrillProgress(T0.plusSeconds(60), RESTORE))),
                new Golden<>(
                        "DefinePolicy-drill",
                        new BackupCommandCodec(),
                        new PolicyCommand.DefinePolicy(COMMAND, DRILLING)),
                happened(new PolicyEvent.DrillFired(policyEvent(10), T0, T0.plusSeconds(7), BACKUP, RESTORE)),
                happened(new PolicyEvent.DrillSkipped(policyEvent(11), T0, T0, 1, NotRunReason.NO_BACKUP)),
                new Golden<>(
                        "TrackedBackupRecord-at-work", new TrackedBackupCodec(), new TrackedBackup(T0, true, null)),
                new Golden<>("TrackedBackupRecord-made", new TrackedBackupCodec(), new TrackedBackup(T0, false, POINT)),
                policy("removed", new PolicyState.Removed(9)));
    }

    private static Golden<PolicyState> policy(String name, PolicyState state) {
        return new Golden<>("PolicyRecord-" + name, new PolicyStateCodec(), state);
    }

    private static OperationEvent.BackupSoftDeleted softDeleted(Instant purgeAfter, boolean forced) {
        return new OperationEvent.BackupSoftDeleted(
                event(OperationKind.PURGE, PURGE, 1), SOURCE, "contract ended", PLAN, purgeAfter, forced);
    }

    private static OperationState undeleted() {
        OperationState deleted = Evolution.evolve(null, softDeleted(T0.plus(Duration.ofDays(30)), false));
        return Evolution.evolve(
                deleted, new OperationEvent.BackupUndeleted(event(OperationKind.PURGE, PURGE, 2), BACKUP));
    }

    private static OperationState queued() {
        OperationState waiting = Evolution.evolve(null, softDeleted(T0, false));
        return Evolution.evolve(
                waiting,
                new OperationEvent.OperationQueued(
                        event(OperationKind.PURGE, PURGE, 2), new Waiting(QueueReason.ENVIRONMENT_BUSY, 0)));
    }

    private static Golden<BackupCommand> command(BackupCommand command) {
        return new Golden<>(command.getClass().getSimpleName(), new BackupCommandCodec(), command);
    }

    private static Golden<BackupEvent> happened(BackupEvent event) {
        return new Golden<>(event.getClass().getSimpleName(), new BackupEventCodec(), event);
    }

    private static Golden<OperationState> state(String name, OperationState state) {
        return new Golden<>("OperationRecord-" + name, new OperationStateCodec(), state);
    }

    private static Golden<Signal> signal(String name, Signal signal) {
        return new Golden<>(name, new SignalCodec(), signal);
    }

    private static Golden<Signal> report(String name, StepReport report) {
        return signal("StepReport-" + name, new Signal.ReportSignal(report, T0));
    }

    private static Golden<CatalogEntry> entry(String name, CatalogEntry entry) {
        return new Golden<>("CatalogEntry-" + name, new CatalogEntryCodec(), entry);
    }
}
