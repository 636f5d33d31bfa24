package io.lc2.backup.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the shape in which the command API takes it, defaults filled in: sent again, it changes nothing. What is empty
 * is left out.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PolicyDocument(
        String id,
        ScheduleDocument schedule,
        RetentionDocument retention,
        @Nullable ScheduleDocument drill,
        BackupDocument backup) {

    static PolicyDocument of(Policy policy) {
        return new PolicyDocument(
                policy.id().value(),
                ScheduleDocument.of(policy.schedule()),
                RetentionDocument.of(policy.retention()),
                policy.drill() == null ? null : ScheduleDocument.of(policy.drill()),
                BackupDocument.of(policy.backup()));
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ScheduleDocument(
            String cron,
            String zone,
            String jitter,
            @Nullable WindowDocument window,
            String catchUp,
            String overlap) {

        static ScheduleDocument of(Schedule schedule) {
            return new ScheduleDocument(
                    schedule.cron(),
                    schedule.zone(),
                    schedule.jitter().toString(),
                    schedule.window().equals(RunWindow.OPEN) ? null : WindowDocument.of(schedule.window()),
                    Words.kebab(schedule.catchUp()),
                    Words.kebab(schedule.overlap()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record WindowDocument(
            @Nullable String startBy, @Nullable String finishBy) {

        static WindowDocument of(RunWindow window) {
            return new WindowDocument(text(window.startBy()), text(window.finishBy()));
        }

        private static @Nullable String text(@Nullable Duration duration) {
            return duration == null ? null : duration.toString();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RetentionDocument(
            String zone,
            int daily,
            int weekly,
            int monthly,
            int yearly,
            int minKeep,
            String safetyMargin,
            boolean expireManual,
            @Nullable ComplianceDocument compliance) {

        static RetentionDocument of(RetentionPolicy retention) {
            int days = retention.keep().complianceDays();
            return new RetentionDocument(
                    retention.zone(),
                    retention.keep().daily(),
                    retention.keep().weekly(),
                    retention.keep().monthly(),
                    retention.keep().yearly(),
                    retention.minKeep(),
                    retention.safetyMargin().toString(),
                    retention.expireManual(),
                    days == 0 ? null : new ComplianceDocument(true, days));
        }
    }

    record ComplianceDocument(boolean enabled, int period) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record BackupDocument(
            String environment,
            String application,
            String provider,
            @Nullable DatabaseDocument database,
            @Nullable StorageDocument storage,
            @Nullable ConfigurationDocument configuration,
            @Nullable ContentModelDocument contentModel,
            @Nullable SearchDocument search,
            String notes) {

        static BackupDocument of(BackupRequest request) {
            DatabaseSource database = request.database();
            StorageSource storage = request.storage();
            ConfigurationSource configuration = request.configuration();
            ContentModelSource contentModel = request.contentModel();
            return new BackupDocument(
                    request.environment(),
                    Words.kebab(request.application()),
                    Words.kebab(request.provider()),
                    database == null ? null : DatabaseDocument.of(database),
                    storage == null ? null : StorageDocument.of(storage),
                    configuration == null
                            ? null
                            : new ConfigurationDocument(configuration.exportCommand(), configuration.storagePath()),
                    contentModel == null
                            ? null
                            : new ContentModelDocument(contentModel.apiEndpoint(), contentModel.exportFormat()),
                    request.search() ? new SearchDocument(true) : null,
                    request.notes());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DatabaseDocument(
            String type,
            String instance,
            List<String> databases,
            List<String> schemas,
            boolean incrementalEnabled,
            boolean snapshotEnabled,
            boolean dumpEnabled,
            List<String> excludeTables,
            List<HookDocument> preBackupHooks) {

        static DatabaseDocument of(DatabaseSource database) {
            return new DatabaseDocument(
                    Words.kebab(database.type()),
                    database.instance(),
                    database.databases(),
                    database.schemas(),
                    database.strategies().contains(DatabaseStrategy.INCREMENTAL),
                    database.strategies().contains(DatabaseStrategy.SNAPSHOT),
                    database.strategies().contains(DatabaseStrategy.DUMP),
                    database.excludeTables(),
                    database.preBackupHooks().stream().map(HookDocument::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record HookDocument(
            String name,
            List<String> command,
            long timeout,
            boolean storeArtifact,
            String artifactPath,
            String onError) {

        static HookDocument of(Hook hook) {
            return new HookDocument(
                    hook.name(),
                    hook.command(),
                    hook.timeout().toSeconds(),
                    hook.storeArtifact(),
                    hook.artifactPath(),
                    hook.failOnError() ? "fail" : "continue");
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StorageDocument(
            String type,
            String store,
            String bucket,
            List<String> includePaths,
            List<String> excludePaths,
            List<String> excludePatterns,
            boolean excludeGeneratedFiles,
            boolean parallelTransfer,
            int maxConcurrency) {

        static StorageDocument of(StorageSource storage) {
            return new StorageDocument(
                    storage.type().wireName(),
                    storage.store(),
                    storage.bucket(),
                    storage.includePaths(),
                    storage.excludePaths(),
                    storage.excludePatterns(),
                    storage.excludeGeneratedFiles(),
                    storage.parallelTransfer(),
                    storage.maxConcurrency());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ConfigurationDocument(List<String> exportCommand, String storagePath) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ContentModelDocument(String apiEndpoint, String exportFormat) {}

    record SearchDocument(boolean enabled) {}
}
