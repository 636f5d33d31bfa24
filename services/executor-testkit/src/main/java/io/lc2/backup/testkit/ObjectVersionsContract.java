package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectVersions.Page;
import io.lc2.backup.executor.spi.ObjectVersions.Position;
import io.lc2.backup.executor.spi.ObjectVersions.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a store shows the versions that a bucket keeps. */
public abstract class ObjectVersionsContract extends StoreUnderTest {

    /** Makes an empty bucket that keeps versions, and says its name. */
    protected abstract String newVersionedBucket();

    /** Puts an object, whatever is there, as an application does. */
    protected abstract void replace(String bucket, String key, byte[] bytes, ObjectMetadata metadata);

    @Test
    void keepsNoVersionsUnlessABucketIsToldTo() {
        assertThat(store().versions(newBucket())).isEmpty();
        assertThat(store().versions(newVersionedBucket())).isPresent();
    }

    @Test
    void failsForABucketThatIsNotThere() {
        assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().versions("no-such-bucket"));
    }

    @Test
    void listsEveryVersionFromTheNewestToTheOldest() throws IOException {
        String bucket = newVersionedBucket();
        write(bucket, "a", "a1");
        write(bucket, "a", "a2");
        write(bucket, "b", "b1");
        store().delete(bucket, List.of("b"));
        write(bucket, "c", "c1");

        for (int limit : List.of(1, 2, 3, 1000)) {
            assertThat(told(bucket, "", null, limit))
                    .as("%d a page", limit)
                    .containsExactly("a=a2", "a=a1", "b!", "b=b1", "c=c1");
        }
    }

    @Test
    void listsBelowAPrefixAfterAKey() throws IOException {
        String bucket = newVersionedBucket();
        for (String key : List.of("d/1", "d/2", "d/2", "d/3", "e")) {
            write(bucket, key, "x");
        }

        assertThat(told(bucket, "d/", null, 2)).containsExactly("d/1=x", "d/2=x", "d/2=x", "d/3=x");
        assertThat(told(bucket, "d/", new Position("d/1", ""), 2)).containsExactly("d/2=x", "d/2=x", "d/3=x");
        assertThat(told(bucket, "d/", new Position("d/3", ""), 2)).isEmpty();
    }

    @Test
    void holdsAwkwardKeys() throws IOException {
        String bucket = newVersionedBucket();
        for (String key : awkwardKeys()) {
            write(bucket, key, "old");
            write(bucket, key, "new");
        }

        List<String> expected = awkwardKeys().stream()
                .sorted(KeyOrder.ASCENDING)
                .flatMap(key -> List.of(key + "=new", key + "=old").stream())
                .toList();
        assertThat(told(bucket, "", null, 3)).containsExactlyElementsOf(expected);
    }

    @Test
    void readsAndCopiesAVersionThatWasReplacedOrDeleted() throws IOException {
        String bucket = newVersionedBucket();
        ObjectMetadata first = new ObjectMetadata("text/plain", Map.of("n", "1"));
        replace(bucket, "k", "the first".getBytes(StandardCharsets.UTF_8), first);
        replace(bucket, "k", "the second".getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
        store().delete(bucket, List.of("k"));
        ObjectEntry oldest = all(bucket, "", null, 10).getLast().object();

        try (ObjectContent content = versions(bucket).read("k", oldest.version(), 4, 3)) {
            assertThat(content.head().metadata()).isEqualTo(first);
            assertThat(content.head().entry().etag()).isEqualTo(oldest.etag());
            assertThat(content.head().entry().bytes()).isEqualTo(9);
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("fir");
        }
        try (ObjectContent nothing = versions(bucket).read("k", oldest.version(), 0, 0)) {
            assertThat(nothing.head().metadata()).isEqualTo(first);
            assertThat(nothing.head().entry().etag()).isEqualTo(oldest.etag());
            assertThat(nothing.readAllBytes()).isEmpty();
        }
        var unused = store().copy(new CopyOrder(bucket, oldest, bucket, "copy"));

        try (ObjectContent copy = store().read(bucket, "copy", 0, -1)) {
            assertThat(new String(copy.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("the first");
            assertThat(copy.head().metadata()).isEqualTo(first);
        }
    }

    @Test
    void saysThatAVersionIsNotThere() {
        String bucket = newVersionedBucket();
        write(bucket, "k", "x");
        write(bucket, "other", "x");
        ObjectEntry other = all(bucket, "other", null, 1).getFirst().object();
        ObjectEntry stray = new ObjectEntry("k", 1, other.etag(), other.lastModified(), other.version());

        assertFails(FailureCode.OBJECT_NOT_FOUND, () -> versions(bucket).read("k", other.version(), 0, -1));
        assertFails(FailureCode.OBJECT_NOT_FOUND, () -> versions(bucket).read("k", other.version(), 0, 0));
        assertFails(FailureCode.OBJECT_NOT_FOUND, () -> store().copy(new CopyOrder(bucket, stray, bucket, "copy")));
    }

    @Test
    void deletesVersionsForGood() throws IOException {
        String bucket = newVersionedBucket();
        write(bucket, "a", "a1");
        write(bucket, "a", "a2");
        write(bucket, "b", "b1");
        store().delete(bucket, List.of("b"));
        List<ObjectEntry> all =
                all(bucket, "", null, 10).stream().map(Version::object).toList();

        versions(bucket).delete(List.of(all.get(1)));
        assertThat(told(bucket, "", null, 10)).containsExactly("a=a2", "b!", "b=b1");
        versions(bucket).delete(all);

        assertThat(all(bucket, "", null, 10)).isEmpty();
        assertThat(store().head(bucket, "a")).isEmpty();
        versions(bucket).delete(all);
        assertThat(versions(bucket).complete()).isTrue();
    }

    private void write(String bucket, String key, String text) {
        replace(bucket, key, text.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    private ObjectVersions versions(String bucket) {
        return store().versions(bucket).orElseThrow();
    }

    private List<Version> all(String bucket, String prefix, @Nullable Position after, int limit) {
        List<Version> all = new ArrayList<>();
        Position next = after;
        do {
            Page page = versions(bucket).list(prefix, next, limit);
            assertThat(page.versions()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.versions());
            next = page.next();
        } while (next != null);
        return all;
    }

    /** Versions with their content, deletions with a mark. */
    private List<String> told(String bucket, String prefix, @Nullable Position after, int limit) throws IOException {
        List<String> told = new ArrayList<>();
        for (Version version : all(bucket, prefix, after, limit)) {
            ObjectEntry object = version.object();
            if (version.deleted()) {
                told.add(object.key() + "!");
            } else {
                try (ObjectContent content = versions(bucket).read(object.key(), object.version(), 0, -1)) {
                    told.add(object.key() + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return told;
    }
}
