package io.lc2.backup.executor;

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
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Commands of a Liferay project and results its steps may leave. */
public final class LoopFixtures {

    public static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    public static final ProjectId ACME = new ProjectId("acme");

    private LoopFixtures() {}

    /** What an executor of this provider can do here. */
    public static ProviderCapabilities capabilities(Provider provider) {
        return new ProviderCapabilities(
                provider,
                Set.of(Application.LIFERAY),
                Map.of(DatabaseType.POSTGRESQL, Set.of(DatabaseStrategy.DUMP)),
                Set.of(StorageType.S3, StorageType.FILESYSTEM),
                Set.of(RestoreType.FULL),
                false,
                false,
                false,
                false,
                false,
                false);
    }

    public static CommandMeta meta(ProjectId project, Provider provider, String seed) {
        CommandId id = new CommandId(UUID.nameUUIDFromBytes((project + seed).getBytes(StandardCharsets.UTF_8)));
        return new CommandMeta(id, project, provider, new Actor("u-1", ""), T0, "corr");
    }

    public static RequestBackup backup(ProjectId project, String id, String environment) {
        return backup(meta(project, Provider.LOCAL, "backup-" + id), id, environment);
    }

    public static RequestBackup backup(CommandMeta meta, String id, String environment) {
        BackupRequest request = new BackupRequest(
                environment,
                Application.LIFERAY,
                meta.provider(),
                new DatabaseSource(
                        DatabaseType.POSTGRESQL,
                        "main",
                        List.of("lportal"),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        List.of(),
                        List.of()),
                new StorageSource(StorageType.S3, "", "library", List.of(), List.of(), List.of(), true, true, 8, false),
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
        return new RequestBackup(meta, new OperationId(id), request);
    }

    public static RequestRestore restore(ProjectId project, String id, String backupId) {
        return new RequestRestore(
                meta(project, Provider.LOCAL, "restore-" + id),
                new OperationId(id),
                new RestoreRequest(
                        new OperationId(backupId),
                        "uat",
                        RestoreType.FULL,
                        null,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        false,
                        false));
    }

    public static BackupCommand verify(ProjectId project, String id, String backupId) {
        return new VerifyBackup(
                meta(project, Provider.LOCAL, "verify-" + id), new OperationId(id), new OperationId(backupId));
    }

    public static BackupCommand cancel(ProjectId project, String id) {
        return new CancelOperation(meta(project, Provider.LOCAL, "cancel-" + id), new OperationId(id));
    }

    public static StepAttempt attempt(String id, StepKind step, int number) {
        return new StepAttempt(ACME, new OperationId(id), step, number);
    }

    public static Failure failure(FailureCode code) {
        return new Failure(code, Component.DATABASE, "it broke", "mend it");
    }

    /** A result that is believed of any kind of step. */
    public static StepResult result(StepKind step) {
        Map<String, String> facts = Map.of(Facts.DATA_TIME, T0.toString(), Facts.MANIFEST_SHA256, "ab".repeat(32));
        return new StepResult(
                100,
                7,
                facts,
                List.of(new Artifact("database/lportal", Component.DATABASE, "application/x", 100, "cd", 300)),
                List.of(new Check("read-back", step.component(), true, "fine")));
    }
}
