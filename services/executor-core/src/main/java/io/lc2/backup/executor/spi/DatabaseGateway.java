package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.DatabaseSource;
import java.util.List;
import java.util.Map;

/**
 * A kind of database server. All calls block and may take hours; each asks {@link StepControl#stopIfAsked} often enough to
 * end within seconds, and ends the programs it started. Failures are {@link ProviderException}s.
 */
public interface DatabaseGateway {

    /**
     * Streams a dump of the databases into the folder, through bounded buffers and without a temporary file. Everything
     * comes from one consistent snapshot per database. Repeating it replaces nothing: an artifact already there is left and
     * read instead.
     *
     * @param order what to dump
     * @param folder where the artifacts go, below {@code database/}
     * @param control progress and stop
     * @return artifacts, row counts and the fact {@code dataTime}
     */
    StepResult dump(DumpOrder order, BackupFolder folder, StepControl control);

    /**
     * Reads a dump back in full and checks it. A dump that does not pass is a failure with {@code VALIDATION_FAILED}
     * that names the checks.
     *
     * @param dump what {@link #dump} returned
     * @return the checks, all passed
     */
    StepResult validate(DumpOrder order, StepResult dump, BackupFolder folder, StepControl control);

    /**
     * Restores into new databases named after the source and the restore. A database of that name that carries this
     * restore's mark is replaced; any other is refused with {@code TARGET_NOT_OURS}.
     *
     * @param order what to restore, and where to
     * @return the new databases as facts {@code endpoint.<database>}
     */
    StepResult restore(RestoreOrder order, BackupFolder folder, StepControl control);

    /** Compares restored databases with what was recorded when they were dumped; returns the checks, all passed. */
    StepResult validateRestored(RestoreOrder order, StepControl control);

    /** Removes databases that carry the mark of this restore, and nothing else. Idempotent. */
    void dropRestored(String instance, OperationId restoreId);

    /**
     * What to dump.
     *
     * @param backupId the backup
     * @param source instance, databases, schemas
     * @param excludedTables tables whose rows are left out
     * @param schemaMarkers tables that must be there
     */
    record DumpOrder(
            OperationId backupId, DatabaseSource source, List<String> excludedTables, List<String> schemaMarkers) {
        public DumpOrder {
            excludedTables = List.copyOf(excludedTables);
            schemaMarkers = List.copyOf(schemaMarkers);
        }
    }

    /**
     * What to restore.
     *
     * @param restoreId the restore, after which new databases are named
     * @param instance configured server to restore to
     * @param databases what the manifest says of the databases
     */
    record RestoreOrder(OperationId restoreId, String instance, List<DumpedDatabase> databases) {
        public RestoreOrder {
            databases = List.copyOf(databases);
        }
    }

    /**
     * One database in a backup, as its manifest describes it.
     *
     * @param name name at the source
     * @param artifact the dump
     * @param rowCounts counted rows per table {@code schema.table}, from the snapshot of the dump
     * @param checks what was checked when it was made
     */
    record DumpedDatabase(String name, Artifact artifact, Map<String, Long> rowCounts, List<Check> checks) {
        public DumpedDatabase {
            rowCounts = Map.copyOf(rowCounts);
            checks = List.copyOf(checks);
        }
    }
}
