package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.ApplicationProfile;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.Library;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryTotals;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.Buckets;
import io.lc2.backup.executor.spi.ConfiguredStores;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.DatabaseGateway.RestoreOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operation as its steps see it: where things are and what they are called. Names follow from its id alone (rule 4). */
final class Work {

    private final StepParts parts;
    private final Operation operation;

    Work(StepParts parts, Operation operation) {
        this.parts = parts;
        this.operation = operation;
    }

    OperationId id() {
        return operation.first().operationId();
    }

    ProjectId project() {
        return operation.first().project();
    }

    Operation operation() {
        return operation;
    }

    BackupRequest backup() {
        if (operation.subject() instanceof Subject.Backup backup) {
            return backup.request();
        }
        throw misplaced("a backup");
    }

    DatabaseSource database() {
        DatabaseSource database = backup().database();
        if (database == null) {
            throw misplaced("a database");
        }
        return database;
    }

    StorageSource storage() {
        StorageSource storage = backup().storage();
        if (storage == null) {
            throw misplaced("a document library");
        }
        return storage;
    }

    RestoreRequest restore() {
        if (operation.subject() instanceof Subject.Restore restore) {
            return restore.request();
        }
        throw misplaced("a restore");
    }

    /** The backup this operation reads or removes. */
    SourceBackup source() {
        return switch (operation.subject()) {
            case Subject.Restore restore -> restore.source();
            case Subject.Verification verification -> verification.source();
            case Subject.Purge purge -> purge.source();
            case Subject.Backup backup -> throw misplaced("an existing backup");
        };
    }

    /** The folder of the backup this operation makes, reads or removes. */
    BackupFolder folder() {
        ConfiguredStores.Repository repository = parts.stores().repository();
        String environment = operation.subject() instanceof Subject.Backup
                ? operation.first().environment()
                : source().environment();
        return BackupFolder.of(
                repository.store(),
                repository.bucket(),
                project(),
                environment,
                operation.subject().backupId());
    }

    Buckets repositoryBuckets() {
        return parts.stores().buckets(parts.stores().repository().storeName());
    }

    BackupManifest manifest() {
        return ManifestStore.read(folder(), source().manifestSha256());
    }

    DumpOrder dumpOrder() {
        return new DumpOrder(
                operation.subject().backupId(),
                database(),
                operation.plan().excludedTables(),
                operation.plan().schemaMarkers(),
                planned(StepKind.COPY_OBJECTS) ? references() : null);
    }

    /** Rows of this application that refer to objects; null when none are known. */
    @Nullable FileReferences references() {
        return ApplicationProfile.of(operation.first().application()).references();
    }

    Place library() {
        StorageSource storage = storage();
        return new Place(parts.stores().store(storage.store()), storage.bucket());
    }

    /**
     * The library as it belongs to the dump, if there is one.
     *
     * @param begin when the copy began: T0 where there is no dump
     */
    Library libraryAsOf(Instant begin) {
        String dumped = planned(StepKind.DUMP_DATABASE)
                ? operation.result(StepKind.DUMP_DATABASE).facts().get(Facts.DATA_TIME)
                : null;
        return new Library(library(), filter(), dumped == null ? begin : Instant.parse(dumped));
    }

    KeyFilter filter() {
        StorageSource storage = storage();
        return KeyFilter.of(
                storage.includePaths(), storage.excludePaths(), operation.plan().excludedPatterns());
    }

    /** The manifest of the library as {@link CopyObjectsStep} left it. */
    LibraryManifest copiedLibrary() {
        StepResult copied = operation.result(StepKind.COPY_OBJECTS);
        Map<String, String> facts = copied.facts();
        return new LibraryManifest(
                facts.getOrDefault(LibraryFacts.PATH, ""),
                Long.parseLong(facts.getOrDefault(LibraryFacts.FILE_BYTES, "0")),
                facts.getOrDefault(LibraryFacts.SHA256, ""),
                new LibraryTotals(
                        copied.objects(),
                        copied.bytes(),
                        Long.parseLong(facts.getOrDefault(LibraryFacts.MISSING, "0")),
                        extra(facts)),
                copied(facts, copied.objects(), copied.bytes()),
                asOf(facts));
    }

    static LibraryManifest library(BackupManifest.ObjectsSection section) {
        return new LibraryManifest(
                section.manifestPath(),
                section.manifestBytes(),
                section.manifestSha256(),
                new LibraryTotals(section.count(), section.bytes(), section.missing(), extra(section.facts())),
                copied(section.facts(), section.count(), section.bytes()),
                asOf(section.facts()));
    }

    /** Whether the objects of a backup lie in the pool of its environment. */
    static boolean isPooled(BackupManifest.ObjectsSection section) {
        return section.facts().containsKey(LibraryFacts.COPIED);
    }

    private static LibraryTotals copied(Map<String, String> facts, long objects, long bytes) {
        return new LibraryTotals(
                Long.parseLong(facts.getOrDefault(LibraryFacts.COPIED, Long.toString(objects))),
                Long.parseLong(facts.getOrDefault(LibraryFacts.COPIED_BYTES, Long.toString(bytes))),
                0,
                0);
    }

    private static long extra(Map<String, String> facts) {
        return Long.parseLong(facts.getOrDefault(LibraryFacts.EXTRA, "0"));
    }

    private static @Nullable Instant asOf(Map<String, String> facts) {
        String time = facts.get(LibraryFacts.AS_OF);
        return time == null ? null : Instant.parse(time);
    }

    RestoreOrder restoreOrder(BackupManifest.DatabaseSection section) {
        return new RestoreOrder(id(), section.instance(), section.dump());
    }

    /** True when the plan of this operation has the step. */
    boolean planned(StepKind kind) {
        return operation.plan().steps().stream().anyMatch(step -> step.kind() == kind);
    }

    private PermanentProviderException misplaced(String what) {
        return new PermanentProviderException(
                FailureCode.INTERNAL_ERROR,
                "Operation " + id() + " has a step that needs " + what,
                "Report this with the events of the operation.",
                null);
    }
}
