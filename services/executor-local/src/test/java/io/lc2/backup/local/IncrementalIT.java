package io.lc2.backup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.plan.Planner;
import io.lc2.backup.domain.plan.Planning;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedS3;
import io.lc2.backup.embedded.testing.EmbeddedServerExtension;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incremental backups on real stores, from the first to the removal of what nothing needs any more. */
@ExtendWith(EmbeddedServerExtension.class)
class IncrementalIT {

    private static final Planner PLANNER = new Planner(LocalCapabilities.LOCAL);
    private static final int OBJECTS = 25;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"files,files", "s3,s3", "s3,files", "files,s3"})
    void sharesWhatHasNotChangedAndRemovesWhatNothingNeeds(
            String from, String to, EmbeddedDatabase database, EmbeddedS3 s3) throws IOException {
        String library = "library-" + from + "-" + to;
        String repository = "repository-" + from + "-" + to;
        try (FrozenParts parts = new FrozenParts(database, s3, directory, to, repository)) {
            parts.buckets(from).create(library, new OperationId("tester"));
            parts.buckets(to).create(repository, new OperationId("tester"));
            ObjectStore store = parts.store(from);
            for (int i = 0; i < OBJECTS; i++) {
                put(store, library, "folder/größe " + i, "content " + i);
            }
            Line line = new Line(parts, from, library);

            Operation first = line.backup("b-1");
            Map<String, String> held = contents(store, library);
            store.delete(library, List.of("folder/größe 3", "folder/größe 4"));
            put(store, library, "folder/größe 3", "something else");
            Operation second = line.backup("b-2");
            Operation third = line.backup("b-3");

            assertThat(copied(first)).isEqualTo("25");
            assertThat(copied(second)).isEqualTo("1");
            assertThat(copied(third)).isEqualTo("0");
            assertThat(line.restored("r-1", first)).isEqualTo(held);
            assertThat(line.restored("r-3", third)).isEqualTo(contents(store, library));

            assertThat(line.purge(first).facts()).containsEntry("unneededObjects", "2");
            assertThat(line.purge(second).facts())
                    .containsEntry("collectedObjects", "2")
                    .containsEntry("unneededObjects", "0");
            assertThat(line.restored("r-4", third)).isEqualTo(contents(store, library));
            assertThat(contents(parts.store(to), repository).keySet())
                    .filteredOn(key -> key.startsWith("acme/prd/objects"))
                    .hasSize(OBJECTS - 1);
        }
    }

    private static String copied(Operation backup) {
        return backup.result(StepKind.COPY_OBJECTS).facts().get("copiedObjects");
    }

    private static void put(ObjectStore store, String bucket, String key, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        try (ObjectWriter writer = store.create(
                bucket, key, new ObjectMetadata("text/plain", Map.of("n", key.substring(13))), bytes.length)) {
            writer.stream().write(bytes);
            assertThat(writer.commit()).isTrue();
        }
    }

    private static Map<String, String> contents(ObjectStore store, String bucket) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (ObjectEntry entry : store.list(bucket, "", "", 1000).entries()) {
            try (ObjectContent in = store.read(bucket, entry.key(), 0, -1)) {
                contents.put(entry.key(), in.head().metadata() + new String(in.readAllBytes(), UTF_8));
            }
        }
        return contents;
    }

    /** The operations of one environment. */
    private record Line(FrozenParts parts, String from, String library) {

        Operation backup(String id) {
            StorageSource storage = new StorageSource(
                    from.equals(FrozenParts.FILES) ? StorageType.FILESYSTEM : StorageType.S3,
                    from,
                    library,
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    true,
                    4,
                    true);
            BackupRequest request = new BackupRequest(
                    "prd",
                    Application.LIFERAY,
                    Provider.LOCAL,
                    null,
                    storage,
                    null,
                    null,
                    false,
                    Retention.DEFAULT,
                    "");
            OperationId backup = new OperationId(id);
            return parts.run(
                    backup,
                    OperationKind.BACKUP,
                    new Subject.Backup(backup, request),
                    planned(PLANNER.backup(request)));
        }

        Map<String, String> restored(String id, Operation backup) throws IOException {
            SourceBackup source = source(backup);
            RestoreRequest request = new RestoreRequest(
                    source.backupId(),
                    "uat",
                    RestoreType.STORAGE_ONLY,
                    null,
                    false,
                    false,
                    List.of(),
                    List.of(),
                    false,
                    false);
            Operation restore = parts.run(
                    new OperationId(id),
                    OperationKind.RESTORE,
                    new Subject.Restore(request, source),
                    planned(PLANNER.restore(request, source)));
            String address = restore.result(StepKind.RESTORE_OBJECTS).facts().entrySet().stream()
                    .filter(fact -> fact.getKey().startsWith(Facts.ENDPOINT_PREFIX))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            return contents(parts.store(from), address.substring(address.lastIndexOf('/') + 1));
        }

        StepResult purge(Operation backup) {
            SourceBackup source = source(backup);
            return parts.run(
                            new OperationId("p-" + source.backupId()),
                            OperationKind.PURGE,
                            new Subject.Purge(source, "asked for", Instant.EPOCH, false),
                            PLANNER.purge())
                    .result(StepKind.PURGE_BACKUP);
        }

        private static Plan planned(Planning planning) {
            return switch (planning) {
                case Planning.Planned planned -> planned.plan();
                case Planning.Refused refused -> throw new AssertionError(refused.message());
            };
        }

        private static SourceBackup source(Operation backup) {
            StepResult copied = backup.result(StepKind.COPY_OBJECTS);
            return new SourceBackup(
                    backup.subject().backupId(),
                    "prd",
                    Application.LIFERAY,
                    Provider.LOCAL,
                    Set.of(Component.OBJECTS),
                    copied.bytes(),
                    copied.objects(),
                    backup.result(StepKind.WRITE_MANIFEST).facts().get(Facts.MANIFEST_SHA256));
        }
    }
}
