package io.lc2.backup.domain.request;

import java.time.Instant;

/** The rules of a restore. */
final class RestoreRequestRules {

    static final int MOST_SELECTED = 1000;

    /** Beyond this the timestamps of Avro, PostgreSQL and JSON no longer agree. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private RestoreRequestRules() {}

    static void inspect(Inspection inspection, RestoreRequest request) {
        if (request.drill()) {
            drill(inspection, request);
        } else {
            inspection.label("targetEnvironment", request.targetEnvironment());
        }
        if (request.pointInTime() != null) {
            instant(inspection, "pointInTime", request.pointInTime());
        }
        inspection.distinct(
                "prefixes", request.prefixes(), MOST_SELECTED, (field, key) -> Fields.key(inspection, field, key));
        inspection.distinct(
                "tables", request.tables(), MOST_SELECTED, (field, table) -> Fields.table(inspection, field, table));
        selection(inspection, request);
        inspection.refuseIf(
                request.sanitize() && !reachesDatabase(request),
                "sanitize",
                "works on the database, which this restore leaves out; choose full, database-only or selective with"
                        + " tables");
    }

    /** A drill proves a whole backup as it is, touches no environment and leaves nothing: what says otherwise is refused. */
    private static void drill(Inspection inspection, RestoreRequest request) {
        inspection.refuseIf(
                !request.targetEnvironment().isEmpty(),
                "targetEnvironment",
                "must be left out of a drill, which restores into a scratch target of its own");
        inspection.refuseIf(
                request.restoreType() != RestoreType.FULL,
                "restoreType",
                "must be full in a drill, which proves the whole backup");
        inspection.refuseIf(
                request.pointInTime() != null,
                "pointInTime",
                "must be left out of a drill, which proves the backup's own instant");
        inspection.refuseIf(
                request.dryRun(), "dryRun", "contradicts drill: one of them makes something, the other not");
        inspection.refuseIf(
                request.sanitize(), "sanitize", "must be left out of a drill, which compares with the backup");
        inspection.refuseIf(
                request.confirmDestructive(),
                "confirmDestructive",
                "must be left out of a drill, which overwrites nothing");
    }

    static void instant(Inspection inspection, String field, Instant instant) {
        inspection.refuseIf(
                instant.isBefore(Instant.EPOCH) || instant.isAfter(END_OF_TIME),
                field,
                "must be between 1970 and the end of 9999");
    }

    private static void selection(Inspection inspection, RestoreRequest request) {
        boolean selective = request.restoreType() == RestoreType.SELECTIVE;
        inspection.refuseIf(
                selective && request.prefixes().isEmpty() && request.tables().isEmpty(),
                "restoreType",
                "selective needs prefixes or tables");
        inspection.refuseIf(
                !selective && !request.prefixes().isEmpty(), "prefixes", "are only for restoreType selective");
        inspection.refuseIf(!selective && !request.tables().isEmpty(), "tables", "are only for restoreType selective");
    }

    private static boolean reachesDatabase(RestoreRequest request) {
        return switch (request.restoreType()) {
            case FULL, DATABASE_ONLY -> true;
            case SELECTIVE -> !request.tables().isEmpty();
            case STORAGE_ONLY, CONFIGURATION_ONLY, CONTENT_MODEL_ONLY -> false;
        };
    }
}
