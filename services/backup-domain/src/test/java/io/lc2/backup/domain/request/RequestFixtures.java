package io.lc2.backup.domain.request;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.CommandMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Requests with nothing wrong in them, and ways to put one thing wrong. */
final class RequestFixtures {

    static final Hook HOOK =
            new Hook("flush", List.of("flush-cache", "--all"), Duration.ofSeconds(30), false, "", true);
    static final DatabaseSource DATABASE = database("main", List.of("lportal"), List.of(), List.of("Quartz_*"), HOOK);
    static final StorageSource STORAGE = storage("", "library", List.of("*/thumbnails/*"), 8);
    static final BackupRequest BACKUP = backup(DATABASE, STORAGE);
    static final RestoreRequest RESTORE = restore("uat", RestoreType.FULL, null, false, List.of(), List.of());

    private RequestFixtures() {}

    static BackupRequest backup(DatabaseSource database, StorageSource storage) {
        return new BackupRequest(
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                database,
                storage,
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }

    static BackupRequest backup(String environment, Retention retention, String notes) {
        return new BackupRequest(
                environment, Application.LIFERAY, Provider.LOCAL, DATABASE, null, null, null, false, retention, notes);
    }

    static BackupRequest backup(ConfigurationSource configuration, ContentModelSource contentModel, boolean search) {
        return new BackupRequest(
                "prd",
                Application.DRUPAL,
                Provider.LOCAL,
                null,
                null,
                configuration,
                contentModel,
                search,
                Retention.DEFAULT,
                "");
    }

    static DatabaseSource database(
            String instance, List<String> databases, List<String> schemas, List<String> excludeTables, Hook... hooks) {
        return new DatabaseSource(
                DatabaseType.POSTGRESQL,
                instance,
                databases,
                schemas,
                Set.of(DatabaseStrategy.DUMP),
                excludeTables,
                List.of(hooks));
    }

    static StorageSource storage(String store, String bucket, List<String> patterns, int concurrency) {
        return new StorageSource(
                StorageType.FILESYSTEM,
                store,
                bucket,
                List.of("documents/"),
                List.of("documents/tmp/"),
                patterns,
                true,
                true,
                concurrency,
                false);
    }

    static RestoreRequest restore(
            String target,
            RestoreType type,
            Instant pointInTime,
            boolean sanitize,
            List<String> prefixes,
            List<String> tables) {
        return new RestoreRequest(
                new OperationId("b-1"), target, type, pointInTime, false, sanitize, prefixes, tables, false, false);
    }

    static CommandMeta meta(String actor, String correlationId, Instant issuedAt) {
        return new CommandMeta(
                new CommandId(new UUID(1, 2)),
                new ProjectId("acme"),
                Provider.LOCAL,
                new Actor(actor, "127.0.0.1"),
                issuedAt,
                correlationId);
    }
}
