package io.lc2.backup.catalog;

import static io.lc2.backup.catalog.LogFixtures.askBackup;
import static io.lc2.backup.catalog.LogFixtures.backup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lc2.backup.catalog.archive.ArchiveFile;
import io.lc2.backup.catalog.archive.ArchiveFiles;
import io.lc2.backup.catalog.archive.ArchiveSlot;
import io.lc2.backup.catalog.archive.ArchiveStatus;
import io.lc2.backup.catalog.archive.ArchivedRecord;
import io.lc2.backup.catalog.archive.DamagedArchiveException;
import io.lc2.backup.catalog.archive.LogArchive;
import io.lc2.backup.embedded.EmbeddedBroker;
import io.lc2.backup.embedded.EmbeddedDatabase;
import io.lc2.backup.embedded.EmbeddedRegistry;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.local.OpenedStore;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as files beside the backups, on a real broker. The tests take the log as it is and add to it. */
class ArchiveIT {

    private static final String BUCKET = "backups";
    private static final String GROUP = "archive_it-archive";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;
    private static EmbeddedDatabase database;
    private static RunningCatalog catalog;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        database = EmbeddedDatabase.start(directory.resolve("database"), EmbeddedDatabase.DISPOSABLE);
        Files.createDirectories(directory.resolve("store").resolve(BUCKET));
        catalog = new RunningCatalog(broker, registry, database, directory.resolve("state"), "archive_it");
        catalog.start(
                "--lc2.catalog.archive.enabled=true",
                "--lc2.catalog.archive.bucket=" + BUCKET,
                "--lc2.catalog.archive.store.type=filesystem",
                "--lc2.catalog.archive.store.root=" + directory.resolve("store"));
        await().atMost(LONG).until(() -> catalog.bean(ArchiveStatus.class).lastPass() != null);
    }

    @AfterAll
    static void stop() {
        catalog.close();
        database.close();
        registry.close();
        broker.close();
    }

    @Test
    void copiesEachRecordOnceWithItsSchemas() throws Exception {
        long before = records(Topics.EVENTS.name()).size();
        catalog.ask(askBackup("b1"));
        catalog.happened(backup("b1"));
        catalog.send(Topics.EVENTS.name(), "acme", new byte[] {1, 2, 3});

        pass();
        pass();
        catalog.happened(backup("b2"));
        pass();

        List<ArchivedRecord> events = records(Topics.EVENTS.name());
        assertThat(events).hasSize((int) before + 17);
        assertThat(events).extracting(ArchivedRecord::offset).doesNotHaveDuplicates();
        assertThat(events).anySatisfy(record -> assertThat(record.value()).isEqualTo(new byte[] {1, 2, 3}));
        assertThat(records(Topics.COMMANDS.name())).isNotEmpty();
        for (ArchiveFile file : files(Topics.EVENTS.name())) {
            assertThat(file.head().schemas()).isNotEmpty().values().allMatch(text -> text.contains("io.lc2.backup"));
            assertThat(file.head().logStart()).isZero();
        }
        assertThat(catalog.get("/actuator/prometheus").body())
                .contains("lc2_catalog_archive_records_total", "lc2_catalog_archive_last_seconds");
    }

    @Test
    void leavesNoHoleBetweenFiles() throws Exception {
        for (String id : List.of("c1", "c2", "c3")) {
            catalog.happened(backup(id));
            pass();
        }

        long next = 0;
        for (ArchiveFile file : files(Topics.EVENTS.name())) {
            assertThat(file.head().slot().from()).isEqualTo(next);
            next = file.head().next();
        }
        assertThat(next).isPositive();
    }

    @Test
    void findsTheFileAgainThatItStoredBeforeACrash() throws Exception {
        catalog.happened(backup("d1"));
        pass();
        List<ObjectEntry> stored = list();
        catalog.happened(backup("d2"));
        forgetTheLastFile();

        pass();

        assertThat(list()).containsAll(stored).hasSize(stored.size() + 1);
        assertThat(records(Topics.EVENTS.name()))
                .extracting(ArchivedRecord::offset)
                .doesNotHaveDuplicates();
    }

    @Test
    void waitsForAStoreThatIsAwayAndStaysReady() throws Exception {
        Path bucket = directory.resolve("store").resolve(BUCKET);
        Path away = directory.resolve("store").resolve("away");
        catalog.happened(backup("e1"));
        Files.move(bucket, away);
        try {
            assertThatThrownBy(ArchiveIT::pass).isInstanceOf(PermanentProviderException.class);
            assertThat(catalog.get("/health/ready").statusCode()).isEqualTo(200);
        } finally {
            Files.move(away, bucket);
        }

        pass();

        assertThat(files(Topics.EVENTS.name()).getLast().head().next()).isEqualTo(end());
    }

    private static void pass() throws InterruptedException {
        catalog.bean(LogArchive.class).pass();
    }

    /** As if the process had died after the file was stored and before Kafka knew. */
    private static void forgetTheLastFile() throws Exception {
        ArchiveSlot last = files(Topics.EVENTS.name()).getLast().head().slot();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(
                            GROUP,
                            Map.of(
                                    new TopicPartition(last.topic(), last.partition()),
                                    new OffsetAndMetadata(last.from(), last.topicId())))
                    .all()
                    .get();
        }
    }

    private static long end() throws DamagedArchiveException {
        return records(Topics.EVENTS.name()).stream()
                        .mapToLong(ArchivedRecord::offset)
                        .max()
                        .orElseThrow()
                + 1;
    }

    private static List<ArchivedRecord> records(String topic) throws DamagedArchiveException {
        return files(topic).stream().flatMap(file -> file.records().stream()).toList();
    }

    /** In order of their offsets; all of the project is in one partition. */
    private static List<ArchiveFile> files(String topic) throws DamagedArchiveException {
        List<ArchiveFile> files = new ArrayList<>();
        for (ObjectEntry entry : list()) {
            if (ArchiveSlot.of(entry.key()).orElseThrow().topic().equals(topic)) {
                files.add(ArchiveFiles.get(catalog.bean(OpenedStore.class).store(), BUCKET, entry.key()));
            }
        }
        files.sort(Comparator.comparing(file -> file.head().slot().from()));
        return files;
    }

    private static List<ObjectEntry> list() {
        return catalog.bean(OpenedStore.class)
                .store()
                .list(BUCKET, ArchiveSlot.FOLDER, "", 1000)
                .entries();
    }
}
