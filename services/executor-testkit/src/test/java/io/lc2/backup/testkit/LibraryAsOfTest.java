package io.lc2.backup.testkit;

import static io.lc2.backup.testkit.LibraryFixtures.LIBRARY;
import static io.lc2.backup.testkit.LibraryFixtures.REPOSITORY;
import static io.lc2.backup.testkit.LibraryFixtures.SETTINGS;
import static io.lc2.backup.testkit.LibraryFixtures.contents;
import static io.lc2.backup.testkit.LibraryFixtures.entries;
import static io.lc2.backup.testkit.LibraryFixtures.folder;
import static io.lc2.backup.testkit.LibraryFixtures.key;
import static io.lc2.backup.testkit.LibraryFixtures.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.objects.KeyFilter;
import io.lc2.backup.executor.objects.Library;
import io.lc2.backup.executor.objects.LibraryBackup;
import io.lc2.backup.executor.objects.LibraryManifest;
import io.lc2.backup.executor.objects.LibraryProof;
import io.lc2.backup.executor.objects.LibraryRestore;
import io.lc2.backup.executor.objects.LibraryTotals;
import io.lc2.backup.executor.objects.Place;
import io.lc2.backup.executor.objects.SampleSize;
import io.lc2.backup.executor.objects.StoredObject;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A library whose bucket keeps versions goes into a backup as of T0, whatever happens to it afterwards. */
class LibraryAsOfTest {

    private static final int OBJECTS = 300;

    private final RecordingControl control = new RecordingControl();
    private Instant now = LibraryFixtures.CLOCK.instant();
    private InMemoryStore store = versioned(true);
    private Instant t0 = now;
    private Map<String, String> asOfT0 = Map.of();

    private InMemoryStore versioned(boolean serverSide) {
        InMemoryStore made = new InMemoryStore("memory", serverSide, () -> now);
        made.buckets().make(LIBRARY);
        made.buckets().make(REPOSITORY);
        made.keepVersions(LIBRARY);
        return made;
    }

    @BeforeEach
    void fillTheLibraryUpToT0() {
        LibraryFixtures.fill(store, OBJECTS);
        now = now.plus(Duration.ofHours(1));
        store.delete(LIBRARY, List.of(key(1)));
        put(key(2), "replaced before T0");
        now = now.plus(Duration.ofHours(1));
        t0 = now;
        asOfT0 = contents(store, LIBRARY);
        now = now.plus(Duration.ofMinutes(5));
    }

    private void put(String key, String content) {
        store.put(LIBRARY, key, content.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    /** Deletes, replaces and makes objects at random; says which keys are new. */
    private Set<String> goOn(Random random) {
        Set<String> made = new TreeSet<>();
        for (int i = 0; i < OBJECTS; i++) {
            switch (random.nextInt(6)) {
                case 0 -> store.delete(LIBRARY, List.of(key(i)));
                case 1 -> put(key(i), "replaced at " + i);
                case 2 -> {
                    put("new " + i, "new");
                    made.add("new " + i);
                }
                default -> {
                    // Most of a library stays as it is.
                }
            }
        }
        put(key(1), "back again");
        made.add(key(1));
        now = now.plus(Duration.ofMinutes(5));
        return made;
    }

    private LibraryManifest backup(ObjectStore source, @Nullable Increment increment) {
        return new LibraryBackup(SETTINGS, () -> now)
                .copy(new Library(new Place(source, LIBRARY), KeyFilter.ALL, t0), 4, folder(store), control, increment);
    }

    private Map<String, String> restored(LibraryManifest manifest) {
        store.buckets().make("target");
        var unused = new LibraryRestore(SETTINGS, () -> now)
                .restore(manifest, folder(store), new Place(store, "target"), key -> true, 4, control);
        return contents(store, "target");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bringsBackWhatWasThereAtT0(boolean serverSide) {
        store = versioned(serverSide);
        now = LibraryFixtures.CLOCK.instant();
        fillTheLibraryUpToT0();
        Set<String> extra = goOn(new Random(1));

        LibraryManifest manifest = backup(store, null);

        Map<String, String> restored = restored(manifest);
        assertThat(restored).containsAllEntriesOf(asOfT0);
        restored.keySet().removeAll(asOfT0.keySet());
        assertThat(restored.keySet()).isEqualTo(extra);
        assertThat(manifest.asOf()).isEqualTo(t0);
        assertThat(manifest.totals())
                .extracting(LibraryTotals::objects, LibraryTotals::missing, LibraryTotals::extra)
                .containsExactly((long) asOfT0.size() + extra.size(), 0L, (long) extra.size());
        assertThat(entries(manifest, folder(store)))
                .allMatch(object -> !object.version().isEmpty())
                .allMatch(object -> object.extra() == extra.contains(object.key()));
    }

    @Test
    void goesOnAfterBeingKilledAtAnyCall() {
        goOn(new Random(4));
        int killed = 0;
        for (int killedAt = 1; killedAt < 400; killedAt += 41) {
            AtomicInteger left = new AtomicInteger(killedAt);
            ObjectStore dying = new InterceptingStore(store, (call, key) -> {
                if (left.getAndDecrement() <= 0) {
                    throw new Killed();
                }
            });
            try {
                backup(dying, null);
            } catch (Killed e) {
                killed++;
            }
            goOn(new Random(killedAt));
            LibraryManifest manifest = backup(store, null);

            assertThat(restored(manifest)).containsAllEntriesOf(asOfT0);
            assertThat(manifest.asOf()).isEqualTo(t0);
            clean();
        }
        assertThat(killed).isGreaterThan(5);
    }

    private void clean() {
        for (String bucket : List.of(REPOSITORY, "target")) {
            store.delete(bucket, List.copyOf(contents(store, bucket).keySet()));
        }
    }

    @Test
    void getsThroughThrottlingAndBrokenConnections() {
        goOn(new Random(5));
        FaultyStore faulty = new FaultyStore(store, 7, 0.05);

        LibraryManifest manifest = backup(faulty, null);

        assertThat(faulty.faults()).isPositive();
        assertThat(restored(manifest)).containsAllEntriesOf(asOfT0);
    }

    @Test
    void takesWhatIsThereWhenAVersionIsForgotten() {
        put(key(5), "of later");
        put(key(6), "of later");
        store.delete(LIBRARY, List.of(key(6)));
        ObjectStore forgetting = new InterceptingStore(store, (call, key) -> {
            if (call.equals("copy") && (key.equals(key(5)) || key.equals(key(6)))) {
                store.forgetVersions(LIBRARY, key);
            }
        });

        LibraryManifest manifest = backup(forgetting, null);

        assertThat(manifest.totals())
                .extracting(LibraryTotals::missing, LibraryTotals::extra)
                .containsExactly(1L, 1L);
        assertThat(restored(manifest).get(key(5))).endsWith("of later");
        assertThat(restored(manifest)).doesNotContainKey(key(6));
    }

    @Test
    void readsOnlyThePrefixesThatAreAskedFor() {
        goOn(new Random(6));
        KeyFilter filter = KeyFilter.of(List.of("folder 3/", "new 2"), List.of(), List.of());

        LibraryManifest manifest = new LibraryBackup(SETTINGS, () -> now)
                .copy(new Library(new Place(store, LIBRARY), filter, t0), 4, folder(store), control, null);

        asOfT0.keySet().removeIf(key -> !key.startsWith("folder 3/"));
        assertThat(restored(manifest)).containsAllEntriesOf(asOfT0);
        assertThat(entries(manifest, folder(store)))
                .allMatch(object ->
                        object.key().startsWith("folder 3/") || object.key().startsWith("new 2"));
    }

    @Test
    void takesOverWhatAnEarlierBackupHolds() {
        BackupFolder earlier =
                BackupFolder.of(store, REPOSITORY, new ProjectId("acme"), "prd", new OperationId("earlier"));
        LibraryManifest before = new LibraryBackup(SETTINGS, () -> now)
                .copy(
                        new Library(new Place(store, LIBRARY), KeyFilter.ALL, t0.minus(Duration.ofMinutes(90))),
                        4,
                        earlier,
                        control,
                        new Increment("memory/library", null));
        goOn(new Random(8));

        LibraryManifest manifest =
                backup(store, new Increment("memory/library", new Increment.Earlier(earlier, before)));

        // The one that was replaced before T0, and what came afterwards.
        assertThat(manifest.copied().objects()).isEqualTo(1 + manifest.totals().extra());
        assertThat(restored(manifest)).containsAllEntriesOf(asOfT0);
        assertThat(entries(manifest, folder(store)))
                .filteredOn(StoredObject::extra)
                .hasSize((int) manifest.totals().extra())
                .allMatch(object -> !asOfT0.containsKey(object.key()));
    }

    @Test
    void provesABackupWhoseSourceHasGoneOn() {
        goOn(new Random(9));
        LibraryManifest manifest = backup(store, null);
        // The same bytes once more, with other metadata: an S3 server keeps the etag.
        for (int i = 0; i < OBJECTS; i++) {
            if (store.head(LIBRARY, key(i)).isPresent()) {
                store.replaceMetadata(LIBRARY, key(i), metadata(i + 1));
            }
        }

        assertThat(proof(manifest)).hasSizeGreaterThan(3).allMatch(Check::passed);
    }

    @Test
    void comparesTheBackupWithTheVersionsThatWereCopied() throws IOException {
        LibraryManifest manifest = backup(store, null);
        replaceAll();
        assertThat(failed(manifest)).isEmpty();
        String stored = folder(store).key(largest(manifest).storedAt());
        ObjectMetadata kept = store.head(REPOSITORY, stored).orElseThrow().metadata();
        byte[] bytes = bytes(stored);

        store.put(REPOSITORY, stored, bytes, new ObjectMetadata("a/b", Map.of("lost", "1")));
        assertThat(failed(manifest)).containsExactly("objects-metadata-kept");

        bytes[bytes.length / 2]++;
        store.put(REPOSITORY, stored, bytes, kept);
        assertThat(failed(manifest)).containsExactly("objects-sample-read-back");
    }

    @Test
    void saysWhichObjectsItCouldCompareWithNothing() {
        LibraryManifest manifest = backup(store, null);
        replaceAll();
        store.forgetVersions(LIBRARY, key(5));
        store.forgetVersions(LIBRARY, key(6));

        assertThat(failed(manifest)).isEmpty();
        assertThat(proof(manifest))
                .filteredOn(check -> check.name().equals("objects-sample-read-back"))
                .singleElement()
                .satisfies(check ->
                        assertThat(check.detail()).contains("299 of 299", "the library has 2 of them no more"));
    }

    private void replaceAll() {
        for (int i = 0; i < OBJECTS; i++) {
            put(key(i), "of later");
        }
        store.delete(LIBRARY, List.of(key(7)));
    }

    private StoredObject largest(LibraryManifest manifest) {
        return entries(manifest, folder(store)).stream()
                .max(Comparator.comparingLong(StoredObject::bytes))
                .orElseThrow();
    }

    private byte[] bytes(String key) throws IOException {
        try (var in = store.read(REPOSITORY, key, 0, -1)) {
            return in.readAllBytes();
        }
    }

    private List<Check> proof(LibraryManifest manifest) {
        return new LibraryProof(manifest, folder(store), SETTINGS, control)
                .ofBackup(new Place(store, LIBRARY), KeyFilter.ALL, now, new SampleSize(OBJECTS, 1));
    }

    private List<String> failed(LibraryManifest manifest) {
        return proof(manifest).stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .toList();
    }

    @Test
    void isOfNoInstantWhereTheBucketKeepsNoVersions() {
        InMemoryStore plain = LibraryFixtures.store("memory", true);
        LibraryFixtures.fill(plain, 20);
        t0 = now.minus(Duration.ofDays(1));

        LibraryManifest manifest = new LibraryBackup(SETTINGS, () -> now)
                .copy(new Library(new Place(plain, LIBRARY), KeyFilter.ALL, t0), 4, folder(plain), control, null);

        assertThat(manifest.asOf()).isNull();
        assertThat(manifest.totals().extra()).isEqualTo(20);
    }

    @Test
    void claimsNoInstantWhenItWentOnWithoutVersions() {
        InMemoryStore plain = LibraryFixtures.store("memory", true);
        LibraryFixtures.fill(plain, OBJECTS);
        AtomicInteger left = new AtomicInteger(200);
        ObjectStore dying = new InterceptingStore(plain, (call, key) -> {
            if (left.getAndDecrement() <= 0) {
                throw new Killed();
            }
        });
        LibraryBackup engine = new LibraryBackup(SETTINGS, () -> now);
        Library half = new Library(new Place(dying, LIBRARY), KeyFilter.ALL, t0);
        assertThatThrownBy(() -> engine.copy(half, 4, folder(plain), control, null))
                .isInstanceOf(Killed.class);
        assertThat(contents(plain, REPOSITORY)).containsKey(folder(plain).key("parts/objects-000001.avro"));
        plain.keepVersions(LIBRARY);

        LibraryManifest manifest =
                engine.copy(new Library(new Place(plain, LIBRARY), KeyFilter.ALL, t0), 4, folder(plain), control, null);

        assertThat(plain.versions(LIBRARY)).isPresent();
        assertThat(manifest.asOf()).isNull();
        assertThat(manifest.totals().objects()).isEqualTo(OBJECTS);
    }

    /** The process is gone: nothing catches this. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }
}
