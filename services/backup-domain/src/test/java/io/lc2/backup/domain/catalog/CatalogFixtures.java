package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Commands and events of one project, as an executor writes them. */
public final class CatalogFixtures {

    public static final ProjectId PROJECT = new ProjectId("acme");
    public static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    public static final Failure BROKEN = new Failure(
            FailureCode.VALIDATION_FAILED, Component.DATABASE, "The dump is empty.", "Check the source database.");

    private CatalogFixtures() {}

    public static CommandMeta commandMeta(String seed) {
        UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        return new CommandMeta(
                new CommandId(id), PROJECT, Provider.LOCAL, new Actor("u-1", "10.0.0.1"), T0.minusSeconds(1), "c-1");
    }

    public static BackupRequest request() {
        DatabaseSource database = new DatabaseSource(
                DatabaseType.POSTGRESQL,
                "main",
                List.of("lportal"),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
        return new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                database,
                null,
                null,
                null,
                true,
                Retention.DEFAULT,
                "before the update");
    }

    public static BackupCommand.RequestBackup askBackup(String id) {
        return new BackupCommand.RequestBackup(commandMeta(id), new OperationId(id), request());
    }

    public static BackupCommand.RequestRestore askRestore(String id, String backup) {
        return new BackupCommand.RequestRestore(commandMeta(id), new OperationId(id), restoreRequest(backup));
    }

    public static RestoreRequest restoreRequest(String backup) {
        return new RestoreRequest(
                new OperationId(backup),
                "uat",
                RestoreType.FULL,
                null,
                false,
                false,
                List.of(),
                List.of(),
                false,
                false);
    }

    public static CommandRejected rejected(String commandType, String subject, String seed) {
        return new CommandRejected(
                commandMeta(seed),
                commandType,
                subject,
                T0,
                RejectionCode.NOT_SUPPORTED,
                "No search index here.",
                "Ask without it.");
    }

    public static EventMeta meta(OperationKind kind, String id, long sequence) {
        return new EventMeta(
                new OperationId(id),
                kind,
                PROJECT,
                kind == OperationKind.RESTORE ? "uat" : "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                sequence,
                T0.plusSeconds(sequence),
                commandMeta(id).commandId(),
                new Actor("u-1", "10.0.0.1"),
                "c-1");
    }

    public static Plan plan(StepKind... kinds) {
        return Plan.of(List.of(kinds).stream()
                .map(kind -> new PlannedStep(kind, Set.of(), Duration.ofHours(1)))
                .toList());
    }

    public static StepResult result() {
        Check check = new Check("dump-decompresses", Component.DATABASE, true, "10 of 10 bytes");
        return new StepResult(10, 3, Map.of(), List.of(), List.of(check));
    }

    public static RecoveryPoint point(String id) {
        return new RecoveryPoint(
                new OperationId(id),
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                T0,
                T0.plusSeconds(5),
                Set.of(Component.DATABASE),
                10,
                0,
                "ab".repeat(32),
                Retention.DEFAULT,
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
    }

    public static SourceBackup source(String backup) {
        return point(backup).source();
    }

    /** A backup of two steps, from its first to its last event. */
    public static List<OperationEvent> backup(String id) {
        return List.of(
                new OperationEvent.BackupRequested(
                        backupMeta(id, 1), request(), plan(StepKind.DUMP_DATABASE, StepKind.WRITE_MANIFEST)),
                new OperationEvent.OperationStarted(backupMeta(id, 2)),
                new OperationEvent.StepStarted(backupMeta(id, 3), StepKind.DUMP_DATABASE, 1, StartReason.READY),
                new OperationEvent.StepProgressed(
                        backupMeta(id, 4), StepKind.DUMP_DATABASE, 1, new Progress(5, 10, 0, Progress.UNKNOWN), null),
                new OperationEvent.StepSucceeded(backupMeta(id, 5), StepKind.DUMP_DATABASE, 1, result()),
                new OperationEvent.StepStarted(backupMeta(id, 6), StepKind.WRITE_MANIFEST, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(backupMeta(id, 7), StepKind.WRITE_MANIFEST, 1, StepResult.EMPTY),
                new OperationEvent.BackupCompleted(backupMeta(id, 8), point(id), result().checks()));
    }

    public static List<OperationEvent> verification(String id, String backup, OperationEvent end) {
        return List.of(
                new OperationEvent.VerificationRequested(
                        meta(OperationKind.VERIFICATION, id, 1), source(backup), plan(StepKind.VERIFY_BACKUP)),
                new OperationEvent.OperationStarted(meta(OperationKind.VERIFICATION, id, 2)),
                new OperationEvent.StepStarted(
                        meta(OperationKind.VERIFICATION, id, 3), StepKind.VERIFY_BACKUP, 1, StartReason.READY),
                end instanceof OperationEvent.OperationFailed
                        ? new OperationEvent.StepFailed(
                                meta(OperationKind.VERIFICATION, id, 4), StepKind.VERIFY_BACKUP, 1, BROKEN)
                        : new OperationEvent.StepSucceeded(
                                meta(OperationKind.VERIFICATION, id, 4), StepKind.VERIFY_BACKUP, 1, result()),
                end);
    }

    /** A drill of one step, from its first event to the one before its last. */
    public static List<OperationEvent> drill(String id, String backup) {
        return List.of(
                new OperationEvent.RestoreRequested(
                        drillMeta(id, 1),
                        RestoreRequest.drillOf(new OperationId(backup)),
                        source(backup),
                        plan(StepKind.VALIDATE_RESTORE)),
                new OperationEvent.OperationStarted(drillMeta(id, 2)),
                new OperationEvent.StepStarted(drillMeta(id, 3), StepKind.VALIDATE_RESTORE, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(drillMeta(id, 4), StepKind.VALIDATE_RESTORE, 1, result()));
    }

    /** The last event of {@link #drill}. */
    public static OperationEvent drilled(String id, String backup) {
        return new OperationEvent.RestoreCompleted(
                drillMeta(id, 5),
                List.of(),
                result().checks(),
                List.of(),
                new DrillResult(new OperationId(backup), Duration.ofSeconds(3), Duration.ofSeconds(1)));
    }

    /** A drill belongs to the environment of its backup. */
    private static EventMeta drillMeta(String id, long sequence) {
        EventMeta meta = meta(OperationKind.RESTORE, id, sequence);
        return new EventMeta(
                meta.operationId(),
                meta.kind(),
                meta.project(),
                "prd",
                meta.application(),
                meta.provider(),
                meta.sequence(),
                meta.occurredAt(),
                meta.commandId(),
                meta.actor(),
                meta.correlationId());
    }

    public static OperationEvent disproved(String id, String backup) {
        return new OperationEvent.OperationFailed(
                meta(OperationKind.VERIFICATION, id, 5),
                new OperationId(backup),
                BROKEN,
                List.of(),
                Leftovers.NONE,
                "");
    }

    public static OperationEvent verified(String id, String backup, Verification how) {
        return new OperationEvent.BackupVerified(
                meta(OperationKind.VERIFICATION, id, 5), new OperationId(backup), how, List.of());
    }

    public static List<OperationEvent> purge(String id, String backup) {
        return List.of(
                new OperationEvent.BackupSoftDeleted(
                        meta(OperationKind.PURGE, id, 1),
                        source(backup),
                        "too old",
                        plan(StepKind.PURGE_BACKUP),
                        T0.plusSeconds(60),
                        false),
                new OperationEvent.OperationStarted(meta(OperationKind.PURGE, id, 2)),
                new OperationEvent.StepStarted(
                        meta(OperationKind.PURGE, id, 3), StepKind.PURGE_BACKUP, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(meta(OperationKind.PURGE, id, 4), StepKind.PURGE_BACKUP, 1, result()),
                new OperationEvent.BackupPurged(meta(OperationKind.PURGE, id, 5), new OperationId(backup), 10, 3));
    }

    static RecoveryPointMeta pointMeta(String backup, String command) {
        return new RecoveryPointMeta(
                new OperationId(backup),
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                T0,
                commandMeta(command).commandId(),
                commandMeta(command).actor(),
                "corr");
    }

    private static EventMeta backupMeta(String id, long sequence) {
        return meta(OperationKind.BACKUP, id, sequence);
    }
}
