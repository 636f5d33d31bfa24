package io.lc2.backup.messaging.codec;

import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.StorageSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The request shape of R-60. */
final class RequestMapping {

    private RequestMapping() {}

    static io.lc2.backup.avro.BackupRequest toAvro(BackupRequest request) {
        return new io.lc2.backup.avro.BackupRequest(
                request.environment(),
                Vocabulary.APPLICATION.toAvro(request.application()),
                Vocabulary.PROVIDER.toAvro(request.provider()),
                toAvro(request.database()),
                toAvro(request.storage()),
                toAvro(request.configuration()),
                toAvro(request.contentModel()),
                request.search(),
                ValueMapping.toAvro(request.retention()),
                request.notes());
    }

    static BackupRequest fromAvro(io.lc2.backup.avro.BackupRequest request) {
        return new BackupRequest(
                request.getEnvironment(),
                Vocabulary.APPLICATION.fromAvro("application", request.getApplication()),
                Vocabulary.PROVIDER.fromAvro("provider", request.getProvider()),
                Reading.optional("database", request.getDatabase(), RequestMapping::database),
                Reading.optional("storage", request.getStorage(), RequestMapping::storage),
                Reading.optional(
                        "configuration",
                        request.getConfiguration(),
                        source -> new ConfigurationSource(source.getExportCommand(), source.getStoragePath())),
                Reading.optional(
                        "contentModel",
                        request.getContentModel(),
                        source -> new ContentModelSource(source.getApiEndpoint(), source.getExportFormat())),
                request.getSearch(),
                Reading.in("retention", () -> ValueMapping.fromAvro(request.getRetention())),
                request.getNotes());
    }

    static io.lc2.backup.avro.RestoreRequest toAvro(RestoreRequest request) {
        return new io.lc2.backup.avro.RestoreRequest(
                request.backupId().value(),
                request.targetEnvironment(),
                Vocabulary.RESTORE_TYPE.toAvro(request.restoreType()),
                request.pointInTime(),
                request.dryRun(),
                request.sanitize(),
                request.prefixes(),
                request.tables(),
                request.confirmDestructive(),
                request.drill());
    }

    static RestoreRequest fromAvro(io.lc2.backup.avro.RestoreRequest request) {
        return new RestoreRequest(
                ValueMapping.operation("backupId", request.getBackupId()),
                request.getTargetEnvironment(),
                Vocabulary.RESTORE_TYPE.fromAvro("restoreType", request.getRestoreType()),
                request.getPointInTime(),
                request.getDryRun(),
                request.getSanitize(),
                request.getPrefixes(),
                request.getTables(),
                request.getConfirmDestructive(),
                request.getDrill());
    }

    private static io.lc2.backup.avro.@Nullable DatabaseSource toAvro(@Nullable DatabaseSource source) {
        return source == null
                ? null
                : new io.lc2.backup.avro.DatabaseSource(
                        Vocabulary.DATABASE_TYPE.toAvro(source.type()),
                        source.instance(),
                        source.databases(),
                        source.schemas(),
                        Vocabulary.DATABASE_STRATEGY.toAvro(source.strategies()),
                        source.excludeTables(),
                        source.preBackupHooks().stream()
                                .map(RequestMapping::toAvro)
                                .toList());
    }

    private static DatabaseSource database(io.lc2.backup.avro.DatabaseSource source) {
        return new DatabaseSource(
                Vocabulary.DATABASE_TYPE.fromAvro("type", source.getType()),
                source.getInstance(),
                source.getDatabases(),
                source.getSchemas(),
                Vocabulary.DATABASE_STRATEGY.fromAvro("strategies", source.getStrategies()),
                source.getExcludeTables(),
                Reading.each("preBackupHooks", source.getPreBackupHooks(), RequestMapping::hook));
    }

    private static io.lc2.backup.avro.Hook toAvro(Hook hook) {
        return new io.lc2.backup.avro.Hook(
                hook.name(),
                hook.command(),
                hook.timeout().toMillis(),
                hook.storeArtifact(),
                hook.artifactPath(),
                hook.failOnError());
    }

    private static Hook hook(io.lc2.backup.avro.Hook hook) {
        return new Hook(
                hook.getName(),
                hook.getCommand(),
                Duration.ofMillis(hook.getTimeoutMillis()),
                hook.getStoreArtifact(),
                hook.getArtifactPath(),
                hook.getFailOnError());
    }

    private static io.lc2.backup.avro.@Nullable StorageSource toAvro(@Nullable StorageSource source) {
        return source == null
                ? null
                : new io.lc2.backup.avro.StorageSource(
                        Vocabulary.STORAGE_TYPE.toAvro(source.type()),
                        source.store(),
                        source.bucket(),
                        source.includePaths(),
                        source.excludePaths(),
                        source.excludePatterns(),
                        source.excludeGeneratedFiles(),
                        source.parallelTransfer(),
                        source.maxConcurrency(),
                        source.incremental());
    }

    private static StorageSource storage(io.lc2.backup.avro.StorageSource source) {
        return new StorageSource(
                Vocabulary.STORAGE_TYPE.fromAvro("type", source.getType()),
                source.getStore(),
                source.getBucket(),
                source.getIncludePaths(),
                source.getExcludePaths(),
                source.getExcludePatterns(),
                source.getExcludeGeneratedFiles(),
                source.getParallelTransfer(),
                source.getMaxConcurrency(),
                source.getIncremental());
    }

    private static io.lc2.backup.avro.@Nullable ConfigurationSource toAvro(@Nullable ConfigurationSource source) {
        return source == null
                ? null
                : new io.lc2.backup.avro.ConfigurationSource(source.exportCommand(), source.storagePath());
    }

    private static io.lc2.backup.avro.@Nullable ContentModelSource toAvro(@Nullable ContentModelSource source) {
        return source == null
                ? null
                : new io.lc2.backup.avro.ContentModelSource(source.apiEndpoint(), source.exportFormat());
    }
}
