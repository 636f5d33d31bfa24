package io.lc2.backup.cli;

/** What the services say in the tests. */
final class Samples {

    static final String BACKUP_ID = "b-local-7k3qwd2hzbmx4n5vfy6a";
    static final String BACKUPS = "/api/v1/projects/acme/backups";
    static final String BACKUP = BACKUPS + "/" + BACKUP_ID;
    static final String RESTORES = "/api/v1/projects/acme/restores";
    static final String RESTORE_ID = "r-local-x2mwd4hzbm7kqn5vfy3a";
    static final String RESTORE = RESTORES + "/" + RESTORE_ID;

    static final String ACCEPTED = """
            {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "status": "Pending",
             "requestId": "0b6f4f5e-7d0c-8d3e-9a55-2f6f0a7c1e42"}""";

    static final String RESTORE_ACCEPTED = """
            {"restoreId": "r-local-x2mwd4hzbm7kqn5vfy3a", "status": "Pending",
             "requestId": "0b6f4f5e-7d0c-8d3e-9a55-2f6f0a7c1e42"}""";

    private Samples() {}

    static String backup(String status, long bytesDone) {
        return """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "projectId": "acme", "environment": "prd",
                 "application": "liferay", "provider": "local", "status": "%s", "verification": "None",
                 "lifecycle": "Active", "held": false, "components": ["database", "objects"], "bytes": null,
                 "objects": null, "requestedAt": "2026-11-21T10:00:00Z", "startedAt": "2026-11-21T10:00:01Z",
                 "endedAt": null, "durationMs": null, "initiator": "user-42", "version": 3, "queuePosition": null,
                 "steps": [{"step": "dump-database", "component": "database", "state": "Running", "attempt": 1,
                   "progress": {"bytesDone": %d, "bytesTotal": 1048576, "objectsDone": 0, "objectsTotal": null}}]}""".formatted(status, bytesDone);
    }

    static String deleted() {
        return completed()
                .replace(
                        "\"lifecycle\": \"Active\"",
                        "\"lifecycle\": \"SoftDeleted\", \"purgeAfter\": \"2026-12-21T10:00:00Z\"");
    }

    static String completed() {
        return """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "projectId": "acme", "environment": "prd",
                 "application": "liferay", "provider": "local", "status": "Completed", "verification": "Checksum",
                 "lifecycle": "Active", "held": false, "components": ["database", "objects"], "bytes": 1503238553,
                 "objects": 5000, "requestedAt": "2026-11-21T10:00:00Z", "startedAt": "2026-11-21T10:00:01Z",
                 "endedAt": "2026-11-21T10:01:06Z", "durationMs": 65000, "initiator": "user-42", "version": 12,
                 "dataTime": "2026-11-21T10:00:02Z", "manifestSha256": "ab12", "queuePosition": null,
                 "notes": "before the\\u001b[31m upgrade",
                 "retention": {"daily": 7, "weekly": 4, "monthly": 0, "yearly": 0, "complianceDays": 0},
                 "failure": null, "componentOutcomes": [], "leftovers": null,
                 "steps": [
                   {"step": "dump-database", "component": "database", "state": "Done", "attempt": 1, "failure": null,
                    "progress": {"bytesDone": 1048576, "bytesTotal": 1048576, "objectsDone": 12, "objectsTotal": 12}},
                   {"step": "copy-objects", "component": "objects", "state": "Done", "attempt": 2, "failure": null,
                    "progress": {"bytesDone": 1502189977, "bytesTotal": 1502189977, "objectsDone": 5000,
                      "objectsTotal": 5000}}],
                 "checks": [{"name": "table-of-contents", "component": "database", "passed": true,
                   "detail": "12 tables"}],
                 "artifacts": [{"path": "database/lportal.dump.zst", "component": "database", "bytes": 524288,
                   "sha256": "0123456789abcdef0123", "originalBytes": 1048576}]}""";
    }

    static String failed() {
        return """
                {"backupId": "b-local-7k3qwd2hzbmx4n5vfy6a", "projectId": "acme", "environment": "prd",
                 "application": "liferay", "provider": "local", "status": "Failed", "components": ["database"],
                 "requestedAt": "2026-11-21T10:00:00Z", "initiator": "user-42", "version": 7,
                 "failure": {"code": "ACCESS_DENIED", "component": "database",
                   "message": "The server main refused the password", "nextStep": "Check the secret of main."},
                 "componentOutcomes": [{"component": "database", "outcome": "Failed", "detail": "nothing written"}],
                 "leftovers": {"outcome": "None", "detail": ""}}""";
    }

    static String refused() {
        return failed().replace("\"version\": 7", "\"version\": 0").replace("ACCESS_DENIED", "NOT_SUPPORTED");
    }

    static String restore(String status, int percent) {
        return """
                {"restoreId": "r-local-x2mwd4hzbm7kqn5vfy3a", "backupId": "b-local-7k3qwd2hzbmx4n5vfy6a",
                 "projectId": "acme", "targetEnvironment": "uat", "restoreType": "full", "dryRun": false,
                 "status": "%s", "progressPercent": %d, "requestedAt": "2026-11-21T11:00:00Z",
                 "startedAt": "2026-11-21T11:00:01Z", "endedAt": null, "durationMs": null, "initiator": "user-42",
                 "version": 4, "endpoints": [{"component": "database", "name": "lportal_uat", "source": "lportal"}],
                 "checks": [], "nextSteps": ["Rebuild the search index of uat."], "steps": [], "failure": null}""".formatted(status, percent);
    }

    static String policy(String status) {
        return """
                {"policyId": "nightly", "projectId": "acme", "environment": "prd", "application": "liferay",
                 "status": "%s", "cron": "30 2 * * *", "zone": "Europe/Berlin",
                 "definedAt": "2026-11-20T09:00:00Z", "definedBy": "alice", "version": 3,
                 "nextRun": {"start": "2026-11-22T01:34:00Z"},
                 "nextRuns": [{"due": "2026-11-22T02:30:00+01:00", "dueUtc": "2026-11-22T01:30:00Z",
                   "start": "2026-11-22T01:34:00Z", "finishBy": "2026-11-22T05:30:00Z"}],
                 "lastRun": {"due": "2026-11-21T01:30:00Z", "backupId": "nightly-20261121t013000z",
                   "status": "Completed"},
                 "lastMissed": {"first": "2026-11-20T01:30:00Z", "last": "2026-11-20T01:30:00Z", "count": 1,
                   "reason": "WINDOW_PASSED", "text": "window passed"},
                 "lastSkipped": null,
                 "lastRetention": {"at": "2026-11-21T09:00:00Z", "kept": 7, "deleted": 2, "left": 0},
                 "unfinishedRuns": [{"backupId": "nightly-20261121t013000z", "due": "2026-11-21T01:30:00Z",
                   "finishBy": null, "status": "Completed"}],
                 "warnings": [{"field": "schedule.window.finishBy", "message": "is long"}],
                 "document": {"id": "nightly",
                   "schedule": {"cron": "30 2 * * *", "zone": "Europe/Berlin", "jitter": "PT10M",
                     "window": {"finishBy": "PT4H"}, "catchUp": "latest", "overlap": "skip"},
                   "retention": {"zone": "Europe/Berlin", "daily": 7, "weekly": 4, "monthly": 0, "yearly": 0,
                     "minKeep": 2, "compliance": {"enabled": true, "period": 400}},
                   "backup": {"environment": "prd", "application": "liferay", "provider": "local",
                     "database": {"instance": "main"}}}}""".formatted(status);
    }

    static String policyWithDrills(boolean passed) {
        return """
                {"policyId": "nightly", "status": "Active", "cron": "30 2 * * *", "zone": "Europe/Berlin",
                 "nextRuns": [], "unfinishedRuns": [], "warnings": [],
                 "nextDrills": [{"due": "2026-11-29T04:00:00+01:00", "dueUtc": "2026-11-29T03:00:00Z",
                   "start": "2026-11-29T03:00:00Z", "finishBy": null}],
                 "unfinishedDrill": "nightly-d20261122t030000z",
                 "lastDrill": {"restoreId": "nightly-d20261115t030000z", "backupId": "nightly-20261115t013000z",
                   "endedAt": "2026-11-15T03:03:00Z", "passed": %s},
                 "document": {"id": "nightly", "drill": {"cron": "0 4 * * SUN", "zone": "Europe/Berlin"}}}""".formatted(
                        passed
                                ? "true, \"rtoMs\": 93500, \"rpoMs\": 5400000, \"failure\": null"
                                : "false, \"rtoMs\": null, \"rpoMs\": null,"
                                        + " \"failure\": {\"code\": \"VALIDATION_FAILED\"}");
    }
}
