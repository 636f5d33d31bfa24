package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.contents;
import static io.lc2.backup.testkit.StepLine.operation;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One environment over time: incremental backups of one library, their restores and removals. */
final class IncrementalLine {

    static final String POOL = "acme/prd/objects/";
    static final List<StepKind> BACKUP_STEPS =
            List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST);
    private static final List<StepKind> RESTORE_STEPS =
            List.of(StepKind.CHECK_BACKUP, StepKind.RESTORE_OBJECTS, StepKind.VALIDATE_RESTORE);

    final InMemoryStore store;
    private final Map<String, SourceBackup> made = new HashMap<>();
    private final Map<String, Map<String, String>> expected = new HashMap<>();
    private Instant now = LibraryFixtures.CLOCK.instant();
    private int restores;

    IncrementalLine(InMemoryStore store) {
        this.store = store;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Makes a backup and remembers what the library held. */
    Operation backup(String id) {
        return backup(id, store);
    }

    Operation backup(String id, ObjectStore seen) {
        Operation made = through(seen).run(begun(id, true), BACKUP_STEPS);
        remember(id, made);
        return made;
    }

    Operation fullBackup(String id) {
        Operation made = through(store).run(begun(id, false), BACKUP_STEPS);
        remember(id, made);
        return made;
    }

    /** A backup that comes no further than these steps. */
    Operation part(String id, ObjectStore seen, List<StepKind> steps) {
        return through(seen).run(begun(id, true), steps);
    }

    void cleanUp(Operation failed) {
        var unused = through(store).run(failed, List.of(StepKind.CLEAN_UP));
    }

    StepResult purge(String id) {
        return purge(id, store);
    }

    StepResult purge(String id, ObjectStore seen) {
        Operation purged = through(seen)
                .run(
                        operation(
                                new OperationId("purge-" + id),
                                OperationKind.PURGE,
                                new Subject.Purge(made.get(id), "asked for", Instant.EPOCH, false),
                                List.of(StepKind.PURGE_BACKUP)),
                        List.of(StepKind.PURGE_BACKUP));
        return purged.result(StepKind.PURGE_BACKUP);
    }

    Operation verify(String id) {
        return through(store)
                .run(
                        operation(
                                new OperationId("verify-" + id),
                                OperationKind.VERIFICATION,
                                new Subject.Verification(made.get(id)),
                                List.of(StepKind.VERIFY_BACKUP)),
                        List.of(StepKind.VERIFY_BACKUP));
    }

    /** What a restore of a backup brings. */
    Map<String, String> restored(String id) {
        OperationId restore = new OperationId("restore-" + restores++);
        RestoreRequest request = new RestoreRequest(
                new OperationId(id),
                "uat",
                RestoreType.STORAGE_ONLY,
                null,
                false,
                false,
                List.of(),
                List.of(),
                false,
                false);
        var unused = through(store)
                .run(
                        operation(
                                restore,
                                OperationKind.RESTORE,
                                new Subject.Restore(request, made.get(id)),
                                RESTORE_STEPS),
                        RESTORE_STEPS);
        return contents(store, LIBRARY + "-" + restore);
    }

    /** What the library held when the backup was made. */
    Map<String, String> expected(String id) {
        return expected.get(id);
    }

    /** Keys in the pool. */
    Set<String> pool() {
        return below(POOL);
    }

    Set<String> below(String prefix) {
        Set<String> keys = new TreeSet<>(contents(store, REPOSITORY).keySet());
        keys.removeIf(key -> !key.startsWith(prefix));
        return keys;
    }

    /** Keys of all versions the repository keeps, hidden ones too. */
    Set<String> versionsBelow(String prefix) {
        Set<String> keys = new TreeSet<>();
        ObjectVersions versions = store.versions(REPOSITORY).orElseThrow();
        ObjectVersions.Page page = versions.list(prefix, null, 1000);
        while (true) {
            page.versions().forEach(version -> keys.add(version.object().key()));
            if (page.next() == null) {
                return keys;
            }
            page = versions.list(prefix, page.next(), 1000);
        }
    }

    static String folder(String id) {
        return "acme/prd/backups/" + id + "/";
    }

    private StepLine through(ObjectStore seen) {
        return new StepLine(store, seen, () -> now);
    }

    private void remember(String id, Operation backup) {
        StepResult copied = backup.result(StepKind.COPY_OBJECTS);
        made.put(
                id,
                new SourceBackup(
                        new OperationId(id),
                        "prd",
                        Application.LIFERAY,
                        Provider.LOCAL,
                        Set.of(Component.OBJECTS),
                        copied.bytes(),
                        copied.objects(),
                        backup.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256)));
        expected.put(id, contents(store, LIBRARY));
    }

    private static Operation begun(String id, boolean incremental) {
        StorageSource storage = new StorageSource(
                StorageType.MINIO, "memory", LIBRARY, List.of(), List.of(), List.of(), false, true, 4, incremental);
        BackupRequest request = new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, Retention.DEFAULT, "");
        return operation(
                new OperationId(id),
                OperationKind.BACKUP,
                new Subject.Backup(new OperationId(id), request),
                BACKUP_STEPS);
    }
}
