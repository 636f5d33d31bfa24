package io.lc2.backup.testkit;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.ObjectManifestReader;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.objects.TransferSettings;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A library with a few hundred objects, and ways to look at what became of them. */
final class LibraryFixtures {

    static final String LIBRARY = "library";
    static final String REPOSITORY = "repository";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));
    /** Parts after a few objects, no waiting. */
    static final TransferSettings SETTINGS =
            new TransferSettings(50, 20, Duration.ofMinutes(1), 5, Duration.ofMillis(2));

    private LibraryFixtures() {}

    static InMemoryStore store(String address, boolean serverSide) {
        InMemoryStore store = new InMemoryStore(address, serverSide, CLOCK);
        store.buckets().make(LIBRARY);
        store.buckets().make(REPOSITORY);
        return store;
    }

    static void fill(InMemoryStore store, int objects) {
        Random random = new Random(42);
        for (int i = 0; i < objects; i++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            store.put(LIBRARY, key(i), bytes, metadata(i));
        }
    }

    static String key(int i) {
        return "folder " + i % 7 + "/größe+" + i + "%.bin";
    }

    static ObjectMetadata metadata(int i) {
        return i % 3 == 0 ? ObjectMetadata.NONE : new ObjectMetadata("image/png", Map.of("n", "é" + i));
    }

    static BackupFolder folder(ObjectStore store) {
        return BackupFolder.of(store, REPOSITORY, new ProjectId("acme"), "prd", new OperationId("backup-1"));
    }

    static List<StoredObject> entries(LibraryManifest manifest, BackupFolder folder) {
        List<StoredObject> entries = new ArrayList<>();
        try (ObjectManifestReader reader = new ObjectManifestReader(
                folder.store().read(folder.bucket(), folder.key(manifest.path()), 0, -1), manifest.sha256())) {
            reader.forEachRemaining(entries::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Content of every object of a bucket by key. */
    static Map<String, String> contents(ObjectStore store, String bucket) {
        Map<String, String> contents = new TreeMap<>();
        String after = "";
        ObjectPage page;
        do {
            page = store.list(bucket, "", after, 1000);
            for (ObjectEntry entry : page.entries()) {
                contents.put(entry.key(), content(store, bucket, entry.key()));
                after = entry.key();
            }
        } while (page.more());
        return contents;
    }

    static String content(ObjectStore store, String bucket, String key) {
        try (var in = store.read(bucket, key, 0, -1)) {
            return in.head().metadata() + new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
