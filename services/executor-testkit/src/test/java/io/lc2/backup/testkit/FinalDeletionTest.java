package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.objects.FinalDeletion;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions.Version;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deletions from a bucket that keeps versions. */
class FinalDeletionTest {

    private static final String BUCKET = "repository";
    private static final int OBJECTS = 5_000;

    private final InMemoryStore store = LibraryFixtures.store("memory", true);

    FinalDeletionTest() {
        store.buckets().make(BUCKET);
        store.keepVersions(BUCKET);
    }

    private FinalDeletion deletion(ObjectStore seen) {
        return new FinalDeletion(seen, BUCKET, LibraryFixtures.SETTINGS, new RecordingControl());
    }

    private void put(String key, int times) {
        for (int i = 0; i < times; i++) {
            store.put(BUCKET, key, new byte[i % 7], ObjectMetadata.NONE);
        }
    }

    private Set<String> keysOfAllVersions() {
        Set<String> keys = new TreeSet<>();
        var versions = store.versions(BUCKET).orElseThrow();
        var page = versions.list("", null, 1000);
        while (true) {
            page.versions().stream().map(Version::object).forEach(object -> keys.add(object.key()));
            if (page.next() == null) {
                return keys;
            }
            page = versions.list("", page.next(), 1000);
        }
    }

    @Test
    void deletesAllVersionsOfWhatIsNamedAndNothingElse() {
        put("a", 1);
        put("b", 1);
        put("c", 2_500);
        put("cc", 1);
        put("d", 3);
        put("e", 1);
        store.delete(BUCKET, List.of("d"));

        deletion(store).objects(List.of("a", "c", "d", "not there"));

        assertThat(keysOfAllVersions()).containsExactly("b", "cc", "e");
    }

    @Test
    void doesNotListWhatLiesBetween() {
        IntStream.range(0, OBJECTS).forEach(i -> put("%05d".formatted(i), 1));
        AtomicInteger listed = new AtomicInteger();
        ObjectStore counting = new InterceptingStore(store, (call, key) -> {
            if (call.equals("list")) {
                listed.incrementAndGet();
            }
        });

        deletion(counting).objects(List.of("00003", "04998"));

        assertThat(listed.get()).isLessThanOrEqualTo(3);
        assertThat(keysOfAllVersions()).hasSize(OBJECTS - 2).doesNotContain("00003", "04998");
    }

    @Test
    void triesEachCallAgainAndNotTheWhole() {
        IntStream.range(0, OBJECTS).forEach(i -> put("%05d".formatted(i), 1));
        FaultyStore faulty = new FaultyStore(store, 7, 0.3);

        FinalDeletion.Deleted deleted = deletion(faulty).below("0", progress -> {});

        assertThat(keysOfAllVersions()).isEmpty();
        assertThat(deleted.objects()).isEqualTo(OBJECTS);
        assertThat(faulty.faults()).isPositive();
    }
}
