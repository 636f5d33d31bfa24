package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.platform.EmbeddedSettings;
import io.lc2.backup.standalone.sample.SampleDatabase;
import java.util.List;
import java.util.Map;

/** What the demo asks the command API for. */
final class DemoRequests {

    static final String PROJECT = "demo";
    static final String DATABASE = "liferay";
    static final String BUCKET = "liferay-documents";

    private DemoRequests() {}

    /** Database and document library of the production environment. */
    static Map<String, Object> backup() {
        return Map.of(
                "application",
                "liferay",
                "environment",
                "prd",
                "provider",
                "local",
                "database",
                Map.of(
                        "type",
                        "postgresql",
                        "instance",
                        EmbeddedSettings.NAME,
                        "databases",
                        List.of(DATABASE),
                        "dumpEnabled",
                        true,
                        "excludeTables",
                        List.of(SampleDatabase.CACHE_TABLE)),
                "storage",
                Map.of(
                        "type",
                        "s3",
                        "store",
                        EmbeddedSettings.NAME,
                        "bucket",
                        BUCKET,
                        "excludeGeneratedFiles",
                        true,
                        "parallelTransfer",
                        true),
                "notes",
                "made by ./lc2 demo");
    }

    /** All of it, into another environment. */
    static Map<String, Object> restore(String backupId) {
        return Map.of("backupId", backupId, "targetEnvironment", "uat", "restoreType", "full");
    }
}
