package io.lc2.backup.domain.request;

import java.time.Duration;
import java.util.regex.Pattern;

/** The rules of a backup. */
final class BackupRequestRules {

    private static final int MOST_NAMES = 100;
    private static final int MOST_PATTERNS = 1000;
    private static final int MOST_HOOKS = 20;
    private static final int MOST_CONCURRENT = 64;
    private static final int LONGEST_NAME = 255;
    private static final Duration LONGEST_HOOK = Duration.ofHours(24);
    private static final int LONGEST_ADDRESS = 2048;

    /** No user information, query or fragment: that is where credentials hide. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#]*)?");

    private BackupRequestRules() {}

    static void inspect(Inspection inspection, BackupRequest request) {
        inspection.label("environment", request.environment());
        components(inspection, request);
        if (request.database() != null) {
            database(inspection, request.database());
        }
        if (request.storage() != null) {
            storage(inspection, request.storage());
        }
        if (request.configuration() != null) {
            configuration(inspection, request.configuration());
        }
        if (request.contentModel() != null) {
            contentModel(inspection, request.contentModel());
        }
        RetentionRules.inspect(inspection, request.retention());
        inspection.note("notes", request.notes(), RequestRules.LONGEST_NOTE);
    }

    private static void components(Inspection inspection, BackupRequest request) {
        boolean any = request.database() != null
                || request.storage() != null
                || request.configuration() != null
                || request.contentModel() != null
                || request.search();
        inspection.refuseIf(
                !any, "", "names nothing to back up; give database, storage, configuration, contentModel or search");
    }

    private static void database(Inspection inspection, DatabaseSource database) {
        inspection.configuredName("database.instance", database.instance());
        inspection.distinct(
                "database.databases",
                database.databases(),
                MOST_NAMES,
                (field, name) -> Fields.sqlName(inspection, field, name));
        inspection.distinct(
                "database.schemas",
                database.schemas(),
                MOST_NAMES,
                (field, name) -> Fields.sqlName(inspection, field, name));
        inspection.refuseIf(
                database.strategies().isEmpty(),
                "database",
                "needs one of incrementalEnabled, snapshotEnabled and dumpEnabled");
        inspection.distinct(
                "database.excludeTables",
                database.excludeTables(),
                MOST_PATTERNS,
                (field, table) -> Fields.table(inspection, field, table));
        inspection.each(
                "database.preBackupHooks",
                database.preBackupHooks(),
                MOST_HOOKS,
                (field, hook) -> hook(inspection, field, hook));
    }

    private static void hook(Inspection inspection, String field, Hook hook) {
        inspection.requiredLine(field + ".name", hook.name(), LONGEST_NAME);
        Fields.command(inspection, field + ".command", hook.command());
        inspection.refuseIf(
                hook.timeout().compareTo(Duration.ofSeconds(1)) < 0
                        || hook.timeout().compareTo(LONGEST_HOOK) > 0,
                field + ".timeout",
                "must be between 1 and " + LONGEST_HOOK.toSeconds() + " seconds");
        if (hook.storeArtifact()) {
            Fields.relativePath(inspection, field + ".artifactPath", hook.artifactPath());
        } else {
            inspection.refuseIf(
                    !hook.artifactPath().isEmpty(), field + ".artifactPath", "is only for hooks with storeArtifact");
        }
    }

    private static void storage(Inspection inspection, StorageSource storage) {
        inspection.configuredName("storage.store", storage.store());
        Fields.relativePath(inspection, "storage.bucket", storage.bucket());
        inspection.distinct(
                "storage.includePaths",
                storage.includePaths(),
                MOST_PATTERNS,
                (field, key) -> Fields.key(inspection, field, key));
        inspection.distinct(
                "storage.excludePaths",
                storage.excludePaths(),
                MOST_PATTERNS,
                (field, key) -> Fields.key(inspection, field, key));
        inspection.distinct(
                "storage.excludePatterns",
                storage.excludePatterns(),
                MOST_PATTERNS,
                (field, glob) -> Fields.glob(inspection, field, glob));
        inspection.within("storage.maxConcurrency", storage.maxConcurrency(), 1, MOST_CONCURRENT);
    }

    private static void configuration(Inspection inspection, ConfigurationSource configuration) {
        Fields.command(inspection, "configuration.exportCommand", configuration.exportCommand());
        Fields.relativePath(inspection, "configuration.storagePath", configuration.storagePath());
    }

    private static void contentModel(Inspection inspection, ContentModelSource contentModel) {
        inspection.line("contentModel.apiEndpoint", contentModel.apiEndpoint(), LONGEST_ADDRESS);
        inspection.refuseIf(
                !ADDRESS.matcher(contentModel.apiEndpoint()).matches(),
                "contentModel.apiEndpoint",
                "must be an http or https address without user, password, query or fragment");
        inspection.refuseIf(!contentModel.exportFormat().equals("json"), "contentModel.exportFormat", "must be json");
    }
}
