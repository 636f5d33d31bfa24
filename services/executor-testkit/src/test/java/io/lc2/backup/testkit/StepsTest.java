package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.contents;
import static io.lc2.backup.testkit.LibraryFixtures.fill;
import static io.lc2.backup.testkit.StepLine.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
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
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps one after the other, as the loop runs them, on a library and a repository in memory. */
class StepsTest {

    private static final OperationId BACKUP = new OperationId("backup-1");
    private static final OperationId RESTORE = new OperationId("restore-1");
    private static final String RESTORED = LIBRARY + "-" + RESTORE;
    private static final List<StepKind> BACKUP_STEPS =
            List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS, StepKind.WRITE_MANIFEST);
    private static final List<StepKind> RESTORE_STEPS =
            List.of(StepKind.CHECK_BACKUP, StepKind.RESTORE_OBJECTS, StepKind.VALIDATE_RESTORE);

    private final InMemoryStore store = LibraryFixtures.store("memory", true);
    private final StepLine line = new StepLine(store, new NoDatabases());

    @BeforeEach
    void fillTheLibrary() {
        fill(store, 60);
    }

    @Test
    void backsUpAndRestoresALibrary() {
        Operation backup = run(backup(), BACKUP_STEPS);
        Operation restore = run(restore(source(backup)), RESTORE_STEPS);

        assertThat(contents(store, RESTORED)).isEqualTo(contents(store, LIBRARY));
        assertThat(store.buckets().adopt(RESTORED, new OperationId("somebody-else")))
                .isFalse();
        assertThat(store.buckets().adopt(RESTORED, RESTORE)).isTrue();
        assertThat(restore.result(StepKind.RESTORE_OBJECTS).facts())
                .containsEntry(Facts.ENDPOINT_PREFIX + LIBRARY, "memory://" + RESTORED);
        assertThat(restore.result(StepKind.VALIDATE_RESTORE).checks())
                .extracting(Check::name)
                .containsExactly("restored-complete", "restored-sample-read-back", "restored-metadata-kept");
    }

    @Test
    void givesTheSameResultWhenAStepRunsTwice() {
        Operation copied = run(backup(), List.of(StepKind.COPY_OBJECTS));
        Operation copiedTwice = run(backup(), List.of(StepKind.COPY_OBJECTS));
        assertThat(copiedTwice.result(StepKind.COPY_OBJECTS)).isEqualTo(copied.result(StepKind.COPY_OBJECTS));

        Operation validated = run(copied, List.of(StepKind.VALIDATE_OBJECTS));
        Operation written = run(validated, List.of(StepKind.WRITE_MANIFEST));
        Operation writtenTwice = run(validated, List.of(StepKind.WRITE_MANIFEST));
        assertThat(writtenTwice.result(StepKind.WRITE_MANIFEST)).isEqualTo(written.result(StepKind.WRITE_MANIFEST));
    }

    @Test
    void neverCallsABackupValidThatLostAnObject() {
        Operation copied = run(backup(), List.of(StepKind.COPY_OBJECTS));
        store.delete(REPOSITORY, List.of(anyStoredObject()));

        assertFails(
                FailureCode.VALIDATION_FAILED,
                "objects-stored-complete",
                () -> run(copied, List.of(StepKind.VALIDATE_OBJECTS)));
    }

    @Test
    void restoresNothingFromABackupThatIsNotWhole() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        store.delete(REPOSITORY, List.of(anyStoredObject()));

        assertFails(
                FailureCode.VALIDATION_FAILED, "objects-stored-complete", () -> run(restore(source), RESTORE_STEPS));

        assertThat(store.buckets().exists(RESTORED)).isFalse();
    }

    @Test
    void restoresNothingFromAChangedManifest() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        store.put(REPOSITORY, folder() + "manifest.json", new byte[] {'{', '}'}, ObjectMetadata.NONE);

        assertFails(FailureCode.MANIFEST_INVALID, "SHA-256", () -> run(restore(source), RESTORE_STEPS));
    }

    @Test
    void seesDamageWhenItVerifies() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        run(verification(source), List.of(StepKind.VERIFY_BACKUP));

        store.put(REPOSITORY, anyStoredObject(), new byte[1], ObjectMetadata.NONE);

        assertFails(
                FailureCode.VALIDATION_FAILED,
                "objects-checksums",
                () -> run(verification(source), List.of(StepKind.VERIFY_BACKUP)));
    }

    @Test
    void purgesABackupAndNothingElse() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        store.put(REPOSITORY, "acme/prd/backups/backup-10/manifest.json", new byte[1], ObjectMetadata.NONE);

        run(purge(source), List.of(StepKind.PURGE_BACKUP));
        run(purge(source), List.of(StepKind.PURGE_BACKUP));

        assertThat(contents(store, REPOSITORY)).containsOnlyKeys("acme/prd/backups/backup-10/manifest.json");
        assertThat(contents(store, LIBRARY)).hasSize(60);
    }

    @Test
    void cleansUpWhatAFailedBackupLeft() {
        Operation copied = run(backup(), List.of(StepKind.COPY_OBJECTS));

        run(copied, List.of(StepKind.CLEAN_UP));

        assertThat(contents(store, REPOSITORY)).isEmpty();
        assertThat(contents(store, LIBRARY)).hasSize(60);
    }

    @Test
    void cleansUpOnlyABucketThatIsItsOwn() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        Operation restored = run(restore(source), List.of(StepKind.CHECK_BACKUP, StepKind.RESTORE_OBJECTS));

        run(restored, List.of(StepKind.CLEAN_UP));
        assertThat(store.buckets().exists(RESTORED)).isFalse();

        store.buckets().create(RESTORED, new OperationId("somebody-else"));
        store.put(RESTORED, "theirs", new byte[1], ObjectMetadata.NONE);
        run(restored, List.of(StepKind.CLEAN_UP));
        assertThat(contents(store, RESTORED)).containsOnlyKeys("theirs");
        assertFails(FailureCode.TARGET_NOT_OURS, RESTORED, () -> run(restore(source), RESTORE_STEPS));
    }

    /** Its mark is an object of the bucket: made after it, removed before it. */
    @Test
    void cleansUpABucketThatWasLeftHalfMadeOrHalfRemoved() {
        SourceBackup source = source(run(backup(), BACKUP_STEPS));
        Operation restored = run(restore(source), List.of(StepKind.CHECK_BACKUP, StepKind.RESTORE_OBJECTS));
        run(restored, List.of(StepKind.CLEAN_UP));
        store.buckets().make(RESTORED);

        run(restored, List.of(StepKind.CLEAN_UP));

        assertThat(store.buckets().exists(RESTORED)).isFalse();
    }

    /** An attempt that was killed can neither finish nor give up what it was sending. */
    @Test
    void leavesNoUploadOfAKilledAttempt() {
        Operation validated = run(backup(), List.of(StepKind.COPY_OBJECTS, StepKind.VALIDATE_OBJECTS));
        abandon(REPOSITORY, folder() + "objects/half");
        SourceBackup source = source(run(validated, List.of(StepKind.WRITE_MANIFEST)));
        assertThat(store.buckets().unfinished()).isEmpty();

        store.buckets().create(RESTORED, RESTORE);
        abandon(RESTORED, "half");
        run(restore(source), RESTORE_STEPS);
        assertThat(store.buckets().unfinished()).isEmpty();
    }

    private void abandon(String bucket, String key) {
        assertThat(store.create(bucket, key, ObjectMetadata.NONE, -1)).isNotNull();
        assertThat(store.buckets().unfinished()).containsExactly(bucket + "/" + key);
    }

    private Operation run(Operation begun, List<StepKind> kinds) {
        return line.run(begun, kinds);
    }

    private static Operation backup() {
        StorageSource storage = new StorageSource(
                StorageType.MINIO, "memory", LIBRARY, List.of(), List.of(), List.of(), false, true, 4, false);
        BackupRequest request = new BackupRequest(
                "prd", Application.LIFERAY, Provider.LOCAL, null, storage, null, null, false, Retention.DEFAULT, "");
        return operation(BACKUP, OperationKind.BACKUP, new Subject.Backup(BACKUP, request), BACKUP_STEPS);
    }

    private static Operation restore(SourceBackup source) {
        RestoreRequest request = new RestoreRequest(
                BACKUP, "uat", RestoreType.STORAGE_ONLY, null, false, false, List.of(), List.of(), false, false);
        return operation(RESTORE, OperationKind.RESTORE, new Subject.Restore(request, source), RESTORE_STEPS);
    }

    private static Operation verification(SourceBackup source) {
        return operation(
                new OperationId("verification-1"),
                OperationKind.VERIFICATION,
                new Subject.Verification(source),
                List.of(StepKind.VERIFY_BACKUP));
    }

    private static Operation purge(SourceBackup source) {
        return operation(
                new OperationId("purge-1"),
                OperationKind.PURGE,
                new Subject.Purge(source, "asked for", Instant.EPOCH, false),
                List.of(StepKind.PURGE_BACKUP));
    }

    private static SourceBackup source(Operation backup) {
        StepResult copied = backup.result(StepKind.COPY_OBJECTS);
        return new SourceBackup(
                BACKUP,
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                Set.of(Component.OBJECTS),
                copied.bytes(),
                copied.objects(),
                backup.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256));
    }

    private static String folder() {
        return "acme/prd/backups/" + BACKUP + "/";
    }

    private String anyStoredObject() {
        List<ObjectEntry> entries =
                store.list(REPOSITORY, folder() + "objects/", "", 1).entries();
        return entries.getFirst().key();
    }

    private static void assertFails(FailureCode code, String names, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(PermanentProviderException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(names);
            assertThat(e.nextStep()).isNotBlank();
        });
    }
}
