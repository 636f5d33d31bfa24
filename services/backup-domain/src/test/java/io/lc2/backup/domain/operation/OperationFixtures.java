package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.ProviderCapabilities;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A Liferay environment, commands about it and what its steps report. */
final class OperationFixtures {

    static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    static final ProjectId PROJECT = new ProjectId("acme");
    static final Actor ALICE = new Actor("u-1", "10.0.0.1");
    static final ProviderCapabilities LOCAL = new ProviderCapabilities(
            Provider.LOCAL,
            Set.of(Application.LIFERAY),
            Map.of(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP)),
            Set.of(StorageType.S3, StorageType.FILESYSTEM),
            Set.of(RestoreType.FULL, RestoreType.DATABASE_ONLY, RestoreType.STORAGE_ONLY),
            false,
            false,
            false,
            false,
            false,
            false);
    static final Duration GRACE = Duration.ofDays(30);
    static final FreeSlots PLENTY = new FreeSlots(10, 5, 5);

    private OperationFixtures() {}

    static CommandMeta meta(String seed) {
        return new CommandMeta(commandId(seed), PROJECT, Provider.LOCAL, ALICE, T0, "corr-" + seed);
    }

    static CommandId commandId(String seed) {
        return new CommandId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
    }

    static BackupRequest request(String environment) {
        return new BackupRequest(
                environment,
                Application.LIFERAY,
                Provider.LOCAL,
                new DatabaseSource(
                        DatabaseType.POSTGRESQL,
                        "main",
                        List.of("lportal"),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        List.of(),
                        List.of()),
                new StorageSource(
                        StorageType.S3, "", "library", List.of(), List.of(), List.of("*.bak"), true, true, 8, false),
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }

    static RequestBackup backup(String id, String environment) {
        return new RequestBackup(meta("backup-" + id), new OperationId(id), request(environment));
    }

    static RequestRestore restore(String id, String backupId, String environment) {
        return new RequestRestore(
                meta("restore-" + id),
                new OperationId(id),
                new RestoreRequest(
                        new OperationId(backupId),
                        environment,
                        RestoreType.FULL,
                        null,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        false,
                        false));
    }

    static RequestRestore drill(String id, String backupId) {
        return new RequestRestore(
                meta("drill-" + id), new OperationId(id), RestoreRequest.drillOf(new OperationId(backupId)));
    }

    static BackupCommand verify(String id, String backupId) {
        return new BackupCommand.VerifyBackup(meta("verify-" + id), new OperationId(id), new OperationId(backupId));
    }

    static BackupCommand delete(String id, String backupId) {
        return new BackupCommand.DeleteBackup(
                meta("delete-" + id), new OperationId(id), new OperationId(backupId), "no longer needed", false);
    }

    static BackupCommand forcedDelete(String id, String backupId) {
        return new BackupCommand.DeleteBackup(
                meta("delete-" + id), new OperationId(id), new OperationId(backupId), "the customer left", true);
    }

    static BackupCommand undelete(String seed, String backupId) {
        return new BackupCommand.UndeleteBackup(meta("undelete-" + seed), new OperationId(backupId));
    }

    static BackupCommand hold(String seed, String backupId) {
        return new BackupCommand.HoldBackup(meta("hold-" + seed), new OperationId(backupId), "case 7");
    }

    static BackupCommand release(String seed, String backupId) {
        return new BackupCommand.ReleaseBackup(meta("release-" + seed), new OperationId(backupId), "case 7 is closed");
    }

    static BackupCommand cancel(String seed, String id) {
        return new BackupCommand.CancelOperation(meta("cancel-" + seed), new OperationId(id));
    }

    static StepAttempt attempt(String id, StepKind step, int number) {
        return new StepAttempt(PROJECT, new OperationId(id), step, number);
    }

    static Failure failure(FailureCode code) {
        return new Failure(code, Component.DATABASE, "it broke", "mend it");
    }

    /** A result that is believed for any kind of step. */
    static StepResult result(StepKind step) {
        return new StepResult(
                100,
                step == StepKind.COPY_OBJECTS ? 7 : 1,
                switch (step) {
                    case DUMP_DATABASE, CHECK_BACKUP -> Map.of(Facts.DATA_TIME, T0.toString());
                    case WRITE_MANIFEST -> Map.of(Facts.MANIFEST_SHA256, "ab".repeat(32));
                    case RESTORE_DATABASE -> Map.of(Facts.ENDPOINT_PREFIX + "lportal", "main/lportal_r1");
                    case RESTORE_OBJECTS -> Map.of(Facts.ENDPOINT_PREFIX + "library", "s3://library-r1");
                    case VALIDATE_DATABASE,
                            COPY_OBJECTS,
                            VALIDATE_OBJECTS,
                            VALIDATE_RESTORE,
                            VERIFY_BACKUP,
                            PURGE_BACKUP,
                            CLEAN_UP -> Map.of();
                },
                List.of(new Artifact("database/lportal", Component.DATABASE, "application/x", 100, "cd", 300)),
                List.of(new Check(step.name().toLowerCase(Locale.ROOT), step.component(), true, "fine")));
    }
}
