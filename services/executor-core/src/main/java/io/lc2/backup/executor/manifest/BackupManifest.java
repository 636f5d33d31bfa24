package io.lc2.backup.executor.manifest;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Ordered;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is, readable without the log. It follows from the operation alone, so writing it twice writes the same
 * bytes. Names of fields are a format: {@link #FORMAT_VERSION} rises when an older reader would misunderstand a newer one.
 *
 * @param formatVersion version of this format
 * @param product which software wrote it
 * @param backupId the backup
 * @param project whose
 * @param environment where it was taken
 * @param application what was backed up
 * @param provider who made it
 * @param requestedAt when it was asked for
 * @param dataTime T0, the instant the data is of
 * @param components what it holds
 * @param database the databases; null when there are none
 * @param objects the document library; null when there is none
 * @param consistency how rows and objects fit together; null when the backup has not both, or in one that was made before
 *     this was counted
 * @param checks validations made, all passed
 * @param excludedPatterns keys that were left out
 * @param excludedTables tables whose rows were left out
 * @param schemaMarkers tables that must be in the dump
 * @param keyIds keys the data is encrypted with; empty when it is not
 */
public record BackupManifest(
        int formatVersion,
        String product,
        String backupId,
        String project,
        String environment,
        Application application,
        Provider provider,
        Instant requestedAt,
        Instant dataTime,
        Set<Component> components,
        @Nullable DatabaseSection database,
        @Nullable ObjectsSection objects,
        @Nullable ConsistencySection consistency,
        List<Check> checks,
        List<String> excludedPatterns,
        List<String> excludedTables,
        List<String> schemaMarkers,
        List<String> keyIds) {

    /** The version this software writes; it reads every version up to it. */
    public static final int FORMAT_VERSION = 1;

    /** The software, in {@link #product}. */
    public static final String PRODUCT = "lc2-backup";

    public BackupManifest {
        components = Ordered.set(Component.class, components);
        checks = List.copyOf(checks);
        excludedPatterns = List.copyOf(excludedPatterns);
        excludedTables = List.copyOf(excludedTables);
        schemaMarkers = List.copyOf(schemaMarkers);
        keyIds = List.copyOf(keyIds);
    }

    /**
     * The databases.
     *
     * @param type engine, for example {@code POSTGRESQL}
     * @param instance name of the configured server they were on
     * @param dump the gateway's own description of the dump: artifacts, versions, counts
     */
    public record DatabaseSection(String type, String instance, StepResult dump) {}

    /**
     * The document library.
     *
     * @param storageType kind of storage it was in
     * @param store name of the configured store it was in
     * @param bucket bucket it was in
     * @param manifestPath path of the object manifest
     * @param manifestBytes its size
     * @param manifestSha256 its checksum
     * @param count objects in the backup
     * @param bytes their bytes
     * @param missing objects listed but gone before they could be copied
     * @param facts more about the copy
     */
    public record ObjectsSection(
            String storageType,
            String store,
            String bucket,
            String manifestPath,
            long manifestBytes,
            String manifestSha256,
            long count,
            long bytes,
            long missing,
            Map<String, String> facts) {
        public ObjectsSection {
            facts = Ordered.map(facts);
        }
    }

    /**
     * Databases and library as one consistency group: which objects the rows refer to as of T0, and what is there of them
     * . A missing object is no failure, for it may have been deleted while the backup ran; it is counted.
     *
     * @param layout how the application names its objects, for example {@code s3-store}; empty when no layout was
     *     recognised, then no count but the first says anything
     * @param referenced objects that rows refer to and the request does not leave out
     * @param present those of them that are in the backup
     * @param missing those of them that are not
     * @param vanished those of the missing that were listed but gone before they could be copied
     * @param leftOut objects that rows refer to and the request leaves out
     * @param extra objects that no row refers to
     * @param orphans those of the extra ones that look like files of users
     * @param missingExamples the first keys of the missing, a few
     */
    public record ConsistencySection(
            String layout,
            long referenced,
            long present,
            long missing,
            long vanished,
            long leftOut,
            long extra,
            long orphans,
            List<String> missingExamples) {
        public ConsistencySection {
            missingExamples = List.copyOf(missingExamples);
        }
    }
}
