package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.request.DatabaseSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database server. All calls block and may take hours; each asks {@link StepControl#stopIfAsked} often enough to
 * end within seconds, and ends the programs it started. Failures are {@link ProviderException}s.
 *
 * <p>What {@link #dump} returns is the gateway's own description of the dump. The manifest keeps it whole (facts and
 * artifacts) and later calls get it back unchanged; nobody else needs to understand it.
 */
public interface DatabaseGateway {

    /**
     * Streams a dump of the databases into the folder, through bounded buffers and without a temporary file. Everything of
     * one database comes from one consistent snapshot; the snapshots of several databases are taken together.
     *
     * <p>Repeating it is safe, also while an older attempt still writes: names of artifacts tell the snapshot they are of,
     * so attempts never share one, and only those in the accepted result count. What other attempts left below {@code
     * database/} belongs to nobody and may be removed once a result is accepted.
     *
     * <p>Where the order names references, the keys that rows refer to are asked of the same snapshots and kept beside the
     * dump: per layout and database that has such rows, one artifact written by {@link
     * io.lc2.backup.executor.references.ReferenceWriter} and the fact {@link
     * io.lc2.backup.executor.references.References#fact}.
     *
     * @param order what to dump
     * @param folder where the artifacts go, below {@code database/}
     * @param control progress and stop
     * @return artifacts, a bounded number of facts, among them {@code dataTime}
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
     * restore's mark is replaced; any other is refused with {@code TARGET_NOT_OURS}. Extensions that the target lacks are
     * found before anything is made, an encoding or locale it lacks before any data is read.
     *
     * @param order what to restore, and where to
     * @param folder of the backup
     * @return the new databases as facts {@code endpoint.<database>}
     */
    StepResult restore(RestoreOrder order, BackupFolder folder, StepControl control);

    /**
     * Compares restored databases with what was recorded when they were dumped.
     *
     * @param folder of the backup
     * @return the checks, all passed
     */
    StepResult validateRestored(RestoreOrder order, BackupFolder folder, StepControl control);

    /** Removes databases that carry the mark of this restore, and nothing else. Idempotent. */
    void dropRestored(String instance, OperationId restoreId);

    /**
     * What to dump.
     *
     * @param backupId the backup
     * @param source instance, databases, schemas
     * @param excludedTables tables whose rows are left out, as {@code table} or {@code schema.table} with {@code *} for any
     *     characters, without regard to case
     * @param schemaMarkers tables that must be there, without regard to case
     * @param references rows that refer to objects of a library in the same backup; null when there is none, or none known
     */
    record DumpOrder(
            OperationId backupId,
            DatabaseSource source,
            List<String> excludedTables,
            List<String> schemaMarkers,
            @Nullable FileReferences references) {
        public DumpOrder {
            excludedTables = List.copyOf(excludedTables);
            schemaMarkers = List.copyOf(schemaMarkers);
        }

        /** Databases alone. */
        public DumpOrder(
                OperationId backupId, DatabaseSource source, List<String> excludedTables, List<String> schemaMarkers) {
            this(backupId, source, excludedTables, schemaMarkers, null);
        }
    }

    /**
     * What to restore.
     *
     * @param restoreId the restore, after which new databases are named
     * @param instance configured server to restore to
     * @param dump what {@link #dump} returned, as the manifest keeps it
     */
    record RestoreOrder(OperationId restoreId, String instance, StepResult dump) {}
}
