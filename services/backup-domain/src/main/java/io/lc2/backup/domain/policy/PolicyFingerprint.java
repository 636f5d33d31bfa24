package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.ConfigurationSource;
import io.lc2.backup.domain.request.ContentModelSource;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.Hook;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says, written so that no two policies look alike: each value is preceded by its length, each list by its
 * size, and what is left out has a sign of its own.
 *
 * <p>The command API, the scheduler and the catalog each compute it, also while one of them is still of an earlier version,
 * and the scheduler remembers it. So the fields and their order stay as they are; a field that comes is written at the end,
 * and only where it says something.
 */
final class PolicyFingerprint {

    private static final String FORMAT = "policy/1";

    private final StringBuilder text = new StringBuilder();

    private PolicyFingerprint() {}

    static UUID of(Policy policy) {
        PolicyFingerprint fingerprint = new PolicyFingerprint();
        fingerprint.add(FORMAT).add(policy.id());
        fingerprint.backup(policy.backup());
        fingerprint.schedule(policy.schedule());
        fingerprint.retention(policy.retention());
        fingerprint.perhaps(policy.drill(), PolicyFingerprint::schedule);
        return UUID.nameUUIDFromBytes(fingerprint.text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void backup(BackupRequest backup) {
        add(backup.environment()).add(backup.application()).add(backup.provider());
        perhaps(backup.database(), PolicyFingerprint::database);
        perhaps(backup.storage(), PolicyFingerprint::storage);
        perhaps(backup.configuration(), PolicyFingerprint::configuration);
        perhaps(backup.contentModel(), PolicyFingerprint::contentModel);
        add(backup.search());
        keep(backup.retention());
        add(backup.notes());
    }

    private void database(DatabaseSource database) {
        add(database.type()).add(database.instance());
        all(database.databases(), PolicyFingerprint::add);
        all(database.schemas(), PolicyFingerprint::add);
        all(database.strategies(), PolicyFingerprint::add);
        all(database.excludeTables(), PolicyFingerprint::add);
        all(database.preBackupHooks(), PolicyFingerprint::hook);
    }

    private void hook(Hook hook) {
        add(hook.name());
        all(hook.command(), PolicyFingerprint::add);
        add(hook.timeout()).add(hook.storeArtifact()).add(hook.artifactPath()).add(hook.failOnError());
    }

    private void storage(StorageSource storage) {
        add(storage.type()).add(storage.store()).add(storage.bucket());
        all(storage.includePaths(), PolicyFingerprint::add);
        all(storage.excludePaths(), PolicyFingerprint::add);
        all(storage.excludePatterns(), PolicyFingerprint::add);
        add(storage.excludeGeneratedFiles()).add(storage.parallelTransfer());
        add(storage.maxConcurrency()).add(storage.incremental());
    }

    private void configuration(ConfigurationSource configuration) {
        all(configuration.exportCommand(), PolicyFingerprint::add);
        add(configuration.storagePath());
    }

    private void contentModel(ContentModelSource contentModel) {
        add(contentModel.apiEndpoint()).add(contentModel.exportFormat());
    }

    private void schedule(Schedule schedule) {
        add(schedule.cron()).add(schedule.zone()).add(schedule.jitter());
        perhaps(schedule.window().startBy(), PolicyFingerprint::add);
        perhaps(schedule.window().finishBy(), PolicyFingerprint::add);
        add(schedule.catchUp()).add(schedule.overlap());
    }

    private void retention(RetentionPolicy retention) {
        add(retention.zone());
        keep(retention.keep());
        add(retention.minKeep()).add(retention.safetyMargin()).add(retention.expireManual());
    }

    private void keep(Retention keep) {
        add(keep.daily()).add(keep.weekly()).add(keep.monthly()).add(keep.yearly());
        add(keep.complianceDays());
    }

    private <T> void perhaps(@Nullable T value, BiConsumer<PolicyFingerprint, T> write) {
        text.append(value == null ? '-' : '+');
        if (value != null) {
            write.accept(this, value);
        }
    }

    private <T> void all(Collection<T> values, BiConsumer<PolicyFingerprint, T> write) {
        add(values.size());
        values.forEach(value -> write.accept(this, value));
    }

    private PolicyFingerprint add(Object value) {
        String said = value instanceof Enum<?> word ? word.name() : value.toString();
        text.append(said.length()).append(':').append(said);
        return this;
    }
}
