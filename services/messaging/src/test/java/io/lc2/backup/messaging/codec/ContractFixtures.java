package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.ComponentOutcome;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.event.RecoveryPointMeta;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Evolution;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The story the golden files tell: project acme backs its production up, checks, restores and deletes it. */
public final class ContractFixtures {

    public static final ProjectId PROJECT = new ProjectId("acme");
    public static final OperationId BACKUP = new OperationId("backup-1");
    public static final OperationId RESTORE = new OperationId("restore-1");
    public static final Instant T0 = Instant.parse("2026-11-21T08:00:00.123Z");

    static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static final BackupRequest BACKUP_REQUEST = new BackupRequest(
            "prd",
            Application.LIFERAY,
            Provider.LOCAL,
            new DatabaseSource(
                    DatabaseType.POSTGRESQL,
                    "main",
                    List.of("lportal"),
                    List.of("public"),
                    Set.of(DatabaseStrategy.DUMP),
                    List.of("audit_*", "public.session_"),
                    List.of(new Hook(
                            "flush",
                            List.of("flush-cache", "--all"),
                            Duration.ofSeconds(30),
                            true,
                            "flush.log",
                            false))),
            new StorageSource(
                    StorageType.MINIO,
                    "library",
                    "documents",
                    List.of("20101/"),
                    List.of("20101/tmp/"),
                    List.of("*.tmp"),
                    true,
                    true,
                    16,
                    false),
            new ConfigurationSource(List.of("export-configuration"), "/exports"),
            new ContentModelSource("https://cms.example/api", "json"),
            false,
            new Retention(7, 4, 12, 1, 30),
            "before the release – Größe 😀");

    static final BackupRequest INCREMENTAL_REQUEST = new BackupRequest(
            "prd",
            Application.DRUPAL,
            Provider.LOCAL,
            null,
            new StorageSource(StorageType.S3, "", "files", List.of(), List.of(), List.of(), false, true, 8, false)
                    .withIncremental(true),
            null,
            null,
            false,
            Retention.DEFAULT,
            "");

    static final RestoreRequest RESTORE_REQUEST = new RestoreRequest(
            BACKUP,
            "stg",
            RestoreType.FULL,
            T0.minusSeconds(60),
            true,
            true,
            List.of("20101/"),
            List.of("public.user_"),
            true,
            false);

    static final Failure FAILURE = new Failure(
            FailureCode.BUCKET_NOT_FOUND,
            Component.OBJECTS,
            "Bucket documents of store library does not exist.",
            "Make the bucket or correct the request.");

    static final Check CHECK = new Check("dump-decompresses", Component.DATABASE, true, "1,048,576 of 1,048,576 bytes");

    static final StepResult DUMPED = new StepResult(
            1_048_576,
            120,
            Map.of(Facts.DATA_TIME, T0.toString(), "engineVersion", "15.8"),
            List.of(new Artifact(
                    "database/lportal.dump.zst",
                    Component.DATABASE,
                    "application/vnd.postgresql.custom+zstd",
                    1_048_576,
                    SHA,
                    9_000_000)),
            List.of(CHECK));

    static final Plan PLAN = new Plan(
            List.of(
                    new PlannedStep(StepKind.DUMP_DATABASE, Set.of(), Duration.ofHours(6)),
                    new PlannedStep(StepKind.COPY_OBJECTS, Set.of(StepKind.DUMP_DATABASE), Duration.ofHours(12)),
                    new PlannedStep(
                            StepKind.WRITE_MANIFEST,
                            Set.of(StepKind.DUMP_DATABASE, StepKind.COPY_OBJECTS),
                            Duration.ofMinutes(10))),
            List.of("*.tmp", "adaptive/*"),
            List.of("audit_*"),
            List.of("release_", "user_"),
            List.of("Reindex from the control panel."));

    static final RecoveryPoint POINT = new RecoveryPoint(
            BACKUP,
            PROJECT,
            "prd",
            Application.LIFERAY,
            Provider.LOCAL,
            T0,
            T0.plusSeconds(90),
            Set.of(Component.DATABASE, Component.OBJECTS),
            5_242_880,
            5_000,
            SHA,
            new Retention(7, 4, 12, 1, 30),
            Verification.CHECKSUM,
            Lifecycle.ACTIVE,
            null,
            true);

    static final SourceBackup SOURCE = POINT.source();

    static final CommandMeta COMMAND = new CommandMeta(
            new CommandId(UUID.fromString("0190d2f4-6c1e-7a55-8f0e-0242ac120002")),
            PROJECT,
            Provider.LOCAL,
            new Actor("user-17", "192.0.2.10"),
            T0,
            "trace-42");

    static final RecoveryPointMeta POINT_META = new RecoveryPointMeta(
            BACKUP,
            PROJECT,
            "prd",
            Application.LIFERAY,
            Provider.LOCAL,
            T0.plusSeconds(100),
            COMMAND.commandId(),
            COMMAND.actor(),
            COMMAND.correlationId());

    static final CommandRejected REJECTION = new CommandRejected(
            COMMAND,
            "RequestBackup",
            "backup-1",
            T0.plusMillis(5),
            RejectionCode.INVALID_REQUEST,
            "request.environment: must be a label",
            "Correct the field and send the command again with a new command id.");

    static final Policy POLICY = new Policy(
            new PolicyId("nightly"),
            BACKUP_REQUEST,
            new Schedule(
                    "30 2 * * MON-FRI",
                    "Europe/Berlin",
                    Duration.ofMinutes(10),
                    new RunWindow(Duration.ofHours(1), Duration.ofHours(4)),
                    CatchUp.LATEST,
                    Overlap.SKIP),
            new RetentionPolicy("Europe/Berlin", BACKUP_REQUEST.retention(), 2, Duration.ofDays(2), true));

    private static final List<ComponentOutcome> OUTCOMES = List.of(
            new ComponentOutcome(Component.DATABASE, ComponentOutcome.Outcome.SUCCEEDED, "dumped"),
            new ComponentOutcome(Component.OBJECTS, ComponentOutcome.Outcome.FAILED, FAILURE.message()));

    private ContractFixtures() {}

    /** Meta data of an event of the backup. */
    static EventMeta event(long sequence) {
        return event(OperationKind.BACKUP, BACKUP, sequence);
    }

    /** Meta data of an event of the policy; the first four were asked for. */
    static PolicyMeta policyEvent(long sequence) {
        return new PolicyMeta(
                POLICY.id(),
                PROJECT,
                sequence,
                T0.plusSeconds(sequence),
                sequence > 4 ? null : COMMAND.commandId(),
                COMMAND.actor(),
                COMMAND.correlationId());
    }

    static EventMeta event(OperationKind kind, OperationId operation, long sequence) {
        return new EventMeta(
                operation,
                kind,
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                sequence,
                T0.plusSeconds(sequence),
                COMMAND.commandId(),
                COMMAND.actor(),
                COMMAND.correlationId());
    }

    public static BackupCommand.Opening requestBackup() {
        return new BackupCommand.RequestBackup(COMMAND, BACKUP, BACKUP_REQUEST);
    }

    static List<OperationEvent> backupWithEverything() {
        return List.of(
                new OperationEvent.BackupRequested(event(1), BACKUP_REQUEST, PLAN),
                new OperationEvent.OperationStarted(event(2)),
                new OperationEvent.StepStarted(event(3), StepKind.DUMP_DATABASE, 1, StartReason.READY),
                new OperationEvent.StepSucceeded(event(4), StepKind.DUMP_DATABASE, 1, DUMPED),
                new OperationEvent.StepStarted(event(5), StepKind.COPY_OBJECTS, 1, StartReason.READY),
                new OperationEvent.StepStarted(event(6), StepKind.COPY_OBJECTS, 2, StartReason.HEARTBEAT_LOST),
                new OperationEvent.StepProgressed(
                        event(7), StepKind.COPY_OBJECTS, 2, new Progress(1024, 4096, 17, 5000), "20101/00017"));
    }

    static OperationEvent.OperationFailed failed(long sequence) {
        return new OperationEvent.OperationFailed(
                event(sequence),
                BACKUP,
                FAILURE,
                OUTCOMES,
                Leftovers.LEFT_BEHIND,
                "bucket backups, acme/prd/backups/backup-1");
    }

    static OperationEvent.OperationCancelled cancelled(long sequence) {
        return new OperationEvent.OperationCancelled(
                event(sequence), OUTCOMES, Leftovers.CLEANED_UP, "removed 17 objects");
    }

    static OperationEvent.BackupCompleted completed(long sequence) {
        return new OperationEvent.BackupCompleted(event(sequence), POINT, List.of(CHECK));
    }

    /** The state after the events and then these. */
    static OperationState backupAfter(OperationEvent... more) {
        OperationState state = fold(null, backupWithEverything());
        return fold(state, List.of(more));
    }

    private static OperationState fold(@Nullable OperationState from, List<OperationEvent> events) {
        OperationState state = from;
        for (OperationEvent event : events) {
            state = Evolution.evolve(state, event);
        }
        return state;
    }
}
