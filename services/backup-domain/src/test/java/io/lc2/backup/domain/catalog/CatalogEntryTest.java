package io.lc2.backup.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.operation.Evolution;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.PlannedStep;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogEntryTest {

    private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
    private static final ProjectId PROJECT = new ProjectId("acme");
    private static final OperationId ID = new OperationId("operation-1");
    private static final OperationId BACKUP = new OperationId("backup-1");
    private static final CommandMeta META =
            new CommandMeta(new CommandId(new UUID(0, 1)), PROJECT, Provider.LOCAL, new Actor("u-1", ""), T0, "corr-1");

    @Test
    void aWishIsNamedAfterTheOperationItWouldMake() {
        BackupRequest backup = new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, null, null, null, false, Retention.DEFAULT, "");
        RestoreRequest restore = new RestoreRequest(
                BACKUP, "stg", RestoreType.FULL, null, false, false, List.of(), List.of(), false, false);

        assertNamed(new BackupCommand.RequestBackup(META, ID, backup), OperationKind.BACKUP);
        assertNamed(new BackupCommand.RequestRestore(META, ID, restore), OperationKind.RESTORE);
        assertNamed(new BackupCommand.VerifyBackup(META, ID, BACKUP), OperationKind.VERIFICATION);
        assertNamed(new BackupCommand.DeleteBackup(META, ID, BACKUP, "old", false), OperationKind.PURGE);
    }

    @Test
    void aRefusalBelongsToTheProjectThatAsked() {
        CommandRejected rejection = new CommandRejected(
                META, "RequestBackup", ID.value(), T0, RejectionCode.QUEUE_FULL, "The queue is full.", "Wait.");

        CatalogEntry entry = new CatalogEntry.Refused(ID, OperationKind.BACKUP, rejection);

        assertThat(entry.project()).isEqualTo(PROJECT);
    }

    @Test
    void anAcceptedOperationIsNamedByItsFirstEvent() {
        EventMeta first = new EventMeta(
                ID,
                OperationKind.VERIFICATION,
                PROJECT,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                T0,
                META.commandId(),
                META.actor(),
                META.correlationId());
        SourceBackup source = new SourceBackup(
                BACKUP, "prd", Application.LIFERAY, Provider.LOCAL, Set.of(Component.DATABASE), 1, 0, "00");
        Plan plan = Plan.of(List.of(new PlannedStep(StepKind.VERIFY_BACKUP, Set.of(), Duration.ofHours(1))));

        CatalogEntry entry =
                new CatalogEntry.Known(Evolution.evolve(null, new VerificationRequested(first, source, plan)), null);

        assertThat(entry.project()).isEqualTo(PROJECT);
        assertThat(entry.operationId()).isEqualTo(ID);
        assertThat(entry.kind()).isEqualTo(OperationKind.VERIFICATION);
    }

    private static void assertNamed(BackupCommand.Opening command, OperationKind kind) {
        CatalogEntry entry = new CatalogEntry.Pending(command);

        assertThat(entry.project()).isEqualTo(PROJECT);
        assertThat(entry.operationId()).isEqualTo(ID);
        assertThat(entry.kind()).isEqualTo(kind);
    }
}
