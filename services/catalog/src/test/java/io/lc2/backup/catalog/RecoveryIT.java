package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.PROJECT;
import static io.lc2.backup.catalog.LogFixtures.T0;
import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static io.lc2.backup.catalog.LogFixtures.rejected;
import static io.lc2.backup.catalog.LogFixtures.verification;
import static io.lc2.backup.catalog.LogFixtures.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.catalog.archive.ArchiveSlot;
import io.lc2.backup.catalog.archive.LogArchive;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.ManifestStore;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.local.LocalExecutorSettings.Store;
import io.lc2.backup.local.LocalExecutorSettings.StoreType;
import io.lc2.backup.local.OpenedStore;
import io.lc2.backup.messaging.registry.SchemaRegistry;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A lost log, an archive with damage in it, and manifests of every kind; tables and stores are left from before. */
class RecoveryIT {

    private static final String BUCKET = "backups";
    private static final String BACKUPS = "/api/v1/projects/acme/backups";
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path directory;

    private OpenedStore store;

    @Test
    void rebuildsWhatIsThereAndNamesTheRest() throws Exception {
        Files.createDirectories(directory.resolve("store").resolve(BUCKET));
        try (EmbeddedDatabase database =
                EmbeddedDatabase.start(directory.resolve("database"), EmbeddedDatabase.DISPOSABLE)) {
            liveUntilKafkaIsLost(database);
            damageWhatIsLeft();
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker-2"));
                    EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry-2"));
                    RunningCatalog catalog = catalog(broker, registry, database)) {
                otherIdsThanBefore(registry);
                catalog.launch(archiving());

                JsonNode first = rebuild(catalog);
                catalog.awaitReady();

                namesWhatIsLost(first);
                bringsBackWhatIsThere(catalog);
                changesNothingWhenItIsDoneAgain(catalog, first);
                refusesALogInUse(catalog);
            }
        }
    }

    private void liveUntilKafkaIsLost(EmbeddedDatabase database) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker-1"));
                EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry-1"));
                RunningCatalog catalog = catalog(broker, registry, database)) {
            catalog.start(archiving());
            store = OpenedStore.open("test", settingsOfStore(), Map.of());
            catalog.ask(askBackup("b1"));
            catalog.happened(backup("b1"));
            catalog.happened(verification("v1", "b1", verified("v1", "b1", Verification.CHECKSUM)));
            catalog.happened(backup("b2").subList(0, 4));
            catalog.happened(backup("b3").subList(0, 1));
            catalog.happened(List.of(rejected("RequestBackup", "b7", "b7")));
            catalog.ask(askBackup("b4"));
            catalog.send(Topics.EVENTS.name(), "acme", new byte[] {1, 2, 3});
            catalog.bean(LogArchive.class).pass();
            catalog.happened(backup("b5"));
            catalog.bean(LogArchive.class).pass();
            catalog.happened(backup("b8"));
            catalog.bean(LogArchive.class).pass();
            manifest("b2");
            manifest("b5");
            manifest("b6");
        }
    }

    /** b1 has no manifest, that of b6 is damaged, and so is the file of the archive that has the events of b5. */
    private void damageWhatIsLeft() throws IOException {
        Path bucket = directory.resolve("store").resolve(BUCKET);
        flip(bucket.resolve("acme/prd/backups/b6/manifest.json"));
        List<ObjectEntry> files = new ArrayList<>(
                store.store().list(BUCKET, ArchiveSlot.FOLDER, "", 1000).entries());
        files.removeIf(file -> !file.key().contains("backup-events"));
        files.sort(Comparator.comparing(
                file -> ArchiveSlot.of(file.key()).orElseThrow().from()));
        assertThat(files).hasSize(3);
        flip(bucket.resolve(files.get(1).key()));
    }

    private static void namesWhatIsLost(JsonNode status) {
        assertThat(status.get("state").asString()).as(status.toString()).isEqualTo("completed");
        JsonNode recovery = status.get("recovery");
        assertThat(StreamSupport.stream(recovery.get("items").spliterator(), false)
                        .map(item -> item.get("kind").asString() + " "
                                + item.get("id").asString()))
                .as(recovery.toString())
                .satisfiesExactlyInAnyOrder(
                        named -> assertThat(named).startsWith("ARCHIVE_DAMAGED _catalog/"),
                        named -> assertThat(named).startsWith("RECORD_UNREADABLE backup-events-"),
                        named -> assertThat(named).isEqualTo("BACKUP_GONE b1"),
                        named -> assertThat(named).isEqualTo("OPERATION_CUT_OFF b3"),
                        named -> assertThat(named).isEqualTo("COMMAND_LOST b4"),
                        named -> assertThat(named).isEqualTo("REQUEST_LOST b5"),
                        named -> assertThat(named).isEqualTo("MANIFEST_DAMAGED b6"),
                        named -> assertThat(named).isEqualTo("BACKUP_GONE b8"));
        assertThat(recovery.get("notRecovered").asLong()).isEqualTo(8);
        assertThat(recovery.get("backupsFromManifests").asLong()).isEqualTo(2);
        // b1 and its verification, four of b2, one of b3, a refusal, garbage, b8.
        assertThat(recovery.get("eventsRestored").asLong()).isEqualTo(8 + 5 + 4 + 1 + 1 + 1 + 8);
    }

    private static void bringsBackWhatIsThere(RunningCatalog catalog) {
        assertThat(status(catalog, "b1")).isEqualTo("Completed");
        assertThat(status(catalog, "b2")).isEqualTo("Completed");
        assertThat(status(catalog, "b3")).isEqualTo("Failed");
        assertThat(catalog.json(BACKUPS + "/b3").get("failure").get("code").asString())
                .isEqualTo("LOG_LOST");
        assertThat(catalog.get(BACKUPS + "/b4").statusCode()).isEqualTo(404);
        assertThat(status(catalog, "b5")).isEqualTo("Completed");
        assertThat(catalog.json(BACKUPS + "/b5").get("initiator").asString()).isEqualTo("lc2-recovery");
        assertThat(catalog.get(BACKUPS + "/b6").statusCode()).isEqualTo(404);
        assertThat(status(catalog, "b7")).isEqualTo("Failed");
        assertThat(catalog.json(BACKUPS).get("items")).hasSize(6);
    }

    /** As after a crash at the very end; what was written is found, and nothing is written twice. */
    private static void changesNothingWhenItIsDoneAgain(RunningCatalog catalog, JsonNode first) {
        JsonNode list = catalog.json(BACKUPS);

        JsonNode again = rebuild(catalog);

        assertThat(again.get("events")).isEqualTo(first.get("events"));
        assertThat(again.get("recovery").get("eventsRestored"))
                .isEqualTo(first.get("recovery").get("eventsRestored"));
        assertThat(again.get("recovery").get("items"))
                .containsExactlyInAnyOrderElementsOf(first.get("recovery").get("items"));
        assertThat(catalog.json(BACKUPS)).isEqualTo(list);
    }

    private static void refusesALogInUse(RunningCatalog catalog) {
        catalog.send(Topics.EVENTS.name(), "another", new byte[] {9});
        HttpResponse<String> refused = catalog.post("/api/v1/catalog:rebuild?from=storage");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("recovery-refused", "backup-events is not empty", "nextStep");
        assertThat(catalog.post("/api/v1/catalog:rebuild?from=elsewhere").statusCode())
                .isEqualTo(400);
        assertThat(catalog.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private static JsonNode rebuild(RunningCatalog catalog) {
        // Topics of a new Kafka are made when the service starts, or by this.
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(catalog.post("/api/v1/catalog:rebuild?from=storage")
                                .statusCode())
                        .isEqualTo(202));
        await().atMost(LONG)
                .until(() -> !catalog.json("/api/v1/catalog/rebuild")
                        .get("state")
                        .asString()
                        .equals("running"));
        return catalog.json("/api/v1/catalog/rebuild");
    }

    private static String status(RunningCatalog catalog, String id) {
        return catalog.json(BACKUPS + "/" + id).get("status").asString();
    }

    private RunningCatalog catalog(EmbeddedBroker broker, EmbeddedRegistry registry, EmbeddedDatabase database) {
        return new RunningCatalog(broker, registry, database, directory.resolve("state"), "recovery_it");
    }

    private String[] archiving() {
        return new String[] {
            "--lc2.catalog.archive.enabled=true",
            "--lc2.catalog.archive.bucket=" + BUCKET,
            "--lc2.catalog.archive.store.type=filesystem",
            "--lc2.catalog.archive.store.root=" + directory.resolve("store")
        };
    }

    private Store settingsOfStore() {
        return new Store(StoreType.FILESYSTEM, null, "", null, null, null, true, directory.resolve("store"));
    }

    /** A registry gives ids in the order in which it is asked. */
    private static void otherIdsThanBefore(EmbeddedRegistry registry) {
        try (SchemaRegistry client = SchemaRegistry.connect(
                Map.of("schema.registry.url", registry.url().toString()))) {
            client.register("something-else", Schema.create(Schema.Type.STRING));
        }
    }

    private void manifest(String id) {
        BackupManifest manifest = new BackupManifest(
                BackupManifest.FORMAT_VERSION,
                BackupManifest.PRODUCT,
                id,
                PROJECT.value(),
                "prd",
                Application.LIFERAY,
                Provider.LOCAL,
                T0,
                T0.plusSeconds(1),
                Set.of(Component.DATABASE),
                new BackupManifest.DatabaseSection("POSTGRESQL", "main", StepResult.EMPTY),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        ManifestStore.write(BackupFolder.of(store.store(), BUCKET, PROJECT, "prd", new OperationId(id)), manifest);
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
    }
}
