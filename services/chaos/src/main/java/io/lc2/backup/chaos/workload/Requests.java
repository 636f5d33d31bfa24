package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.BackupCommand.VerifyBackup;
import io.lc2.backup.domain.command.CommandMeta;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Words the commands of a run. */
final class Requests {

    private static final int CONCURRENCY = 4;

    private final InstantSource clock;

    Requests(InstantSource clock) {
        this.clock = clock;
    }

    RequestBackup backup(Site site, String id, boolean incremental) {
        return new RequestBackup(
                meta(site, id),
                new OperationId(id),
                new BackupRequest(
                        Site.SOURCE,
                        Application.LIFERAY,
                        Provider.LOCAL,
                        new DatabaseSource(
                                DatabaseType.POSTGRESQL,
                                "main",
                                List.of(site.database()),
                                List.of(),
                                Set.of(DatabaseStrategy.DUMP),
                                List.of(),
                                List.of()),
                        new StorageSource(
                                StorageType.S3,
                                site.store(),
                                site.bucket(),
                                List.of(),
                                List.of(),
                                List.of(),
                                true,
                                true,
                                CONCURRENCY,
                                incremental),
                        null,
                        null,
                        false,
                        Retention.DEFAULT,
                        ""));
    }

    RequestRestore restore(Site site, String id, String backup) {
        return new RequestRestore(
                meta(site, id),
                new OperationId(id),
                new RestoreRequest(
                        new OperationId(backup),
                        Site.TARGET,
                        RestoreType.FULL,
                        null,
                        false,
                        false,
                        List.of(),
                        List.of(),
                        false,
                        false));
    }

    RequestRestore drill(Site site, String id, String backup) {
        return new RequestRestore(meta(site, id), new OperationId(id), RestoreRequest.drillOf(new OperationId(backup)));
    }

    VerifyBackup verification(Site site, String id, String backup) {
        return new VerifyBackup(meta(site, id), new OperationId(id), new OperationId(backup));
    }

    DeleteBackup deletion(Site site, String id, String backup) {
        return new DeleteBackup(meta(site, id), new OperationId(id), new OperationId(backup), "chaos", true);
    }

    CancelOperation cancellation(Site site, String operation) {
        return new CancelOperation(meta(site, operation + "-cancel"), new OperationId(operation));
    }

    private CommandMeta meta(Site site, String seed) {
        return new CommandMeta(
                new CommandId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))),
                site.project(),
                Provider.LOCAL,
                new Actor("chaos", ""),
                clock.instant(),
                seed);
    }
}
