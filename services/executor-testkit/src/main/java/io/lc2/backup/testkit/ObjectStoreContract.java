package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does, whatever is behind it. */
public abstract class ObjectStoreContract extends ObjectListingContract {

    @Test
    void readsWhatWasWritten() throws IOException {
        String bucket = newBucket();
        for (int size : List.of(0, 1, 1000, 300_000)) {
            byte[] bytes = random(size);
            String key = "object-" + size;

            assertThat(put(bucket, key, bytes, TEXT)).isTrue();

            assertThat(bytes(bucket, key, 0, -1)).isEqualTo(bytes);
            ObjectHead head = store().head(bucket, key).orElseThrow();
            assertThat(head.entry().key()).isEqualTo(key);
            assertThat(head.entry().bytes()).isEqualTo(size);
            assertThat(head.metadata()).isEqualTo(TEXT);
        }
    }

    @Test
    void readsRanges() throws IOException {
        String bucket = newBucket();
        byte[] bytes = random(1000);
        put(bucket, "k", bytes, TEXT);

        assertThat(bytes(bucket, "k", 0, 10)).isEqualTo(slice(bytes, 0, 10));
        assertThat(bytes(bucket, "k", 990, -1)).isEqualTo(slice(bytes, 990, 1000));
        assertThat(bytes(bucket, "k", 990, 100)).isEqualTo(slice(bytes, 990, 1000));
        assertThat(bytes(bucket, "k", 1000, -1)).isEmpty();
        assertThat(bytes(bucket, "k", 5, 0)).isEmpty();
        try (ObjectContent content = store().read(bucket, "k", 500, 1)) {
            assertThat(content.head()).isEqualTo(store().head(bucket, "k").orElseThrow());
        }
    }

    @Test
    void closesAReaderEarly() throws IOException {
        String bucket = newBucket();
        put(bucket, "k", random(5_000_000), TEXT);

        for (int i = 0; i < 50; i++) {
            try (ObjectContent content = store().read(bucket, "k", 0, -1)) {
                assertThat(content.readNBytes(10)).hasSize(10);
            }
        }
    }

    @Test
    void keepsMetadataOfEveryKind() {
        String bucket = newBucket();
        List<ObjectMetadata> kinds = List.of(
                new ObjectMetadata("application/pdf", Map.of()),
                new ObjectMetadata("text/html;charset=utf-8", Map.of("a", "1", "b-c", "x y  z")),
                new ObjectMetadata("image/png", Map.of("title", "Größe 漢字 😀", "path", "a/b%20c=d,e;f")),
                new ObjectMetadata("image/png", Map.of("padded", " x ", "lines", "a\nb")));

        for (int i = 0; i < kinds.size(); i++) {
            put(bucket, "k" + i, new byte[] {1}, kinds.get(i));
            assertThat(store().head(bucket, "k" + i).orElseThrow().metadata()).isEqualTo(kinds.get(i));
        }
    }

    @Test
    void neverReplacesAnObject() throws IOException {
        String bucket = newBucket();
        assertThat(put(bucket, "k", new byte[] {1}, TEXT)).isTrue();

        assertThat(put(bucket, "k", new byte[] {2, 2}, ObjectMetadata.NONE)).isFalse();

        assertThat(bytes(bucket, "k", 0, -1)).containsExactly(1);
        assertThat(store().head(bucket, "k").orElseThrow().metadata()).isEqualTo(TEXT);
    }

    @Test
    void neverReplacesALargeObject() throws IOException {
        String bucket = newBucket();
        byte[] large = random(12_000_000);
        assertThat(put(bucket, "k", new byte[] {1}, TEXT)).isTrue();

        assertThat(put(bucket, "k", large, TEXT)).isFalse();

        assertThat(bytes(bucket, "k", 0, -1)).containsExactly(1);
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        String bucket = newBucket();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] bytes = {(byte) i};
            writers.add(() -> put(bucket, "k", bytes, TEXT));
        }

        List<Boolean> won = inParallel(writers);

        byte[] there = bytes(bucket, "k", 0, -1);
        assertThat(won.get(there[0]))
                .as("what is there was written by a winner")
                .isTrue();
        if (refusesInOneStep()) {
            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    void showsNothingBeforeTheCommit() throws IOException {
        String bucket = newBucket();
        for (int size : List.of(10, 12_000_000)) {
            try (ObjectWriter writer = store().create(bucket, "folder/k", TEXT, -1)) {
                writer.stream().write(random(size));
                writer.stream().close();

                assertThat(store().head(bucket, "folder/k")).isEmpty();
                assertThat(keys(bucket, "", 10)).isEmpty();
            }
            assertThat(store().head(bucket, "folder/k")).isEmpty();
            assertThat(keys(bucket, "", 10)).isEmpty();
        }
    }

    @Test
    void writesLargeObjectsOfUnknownSizeInPieces() throws IOException {
        String bucket = newBucket();
        byte[] bytes = random(23_456_789);
        try (ObjectWriter writer = store().create(bucket, "large", TEXT, -1)) {
            int at = 0;
            for (int piece = 1; at < bytes.length; piece = piece * 3 + 1) {
                int length = Math.min(piece, bytes.length - at);
                writer.stream().write(bytes, at, length);
                at += length;
            }
            assertThat(writer.commit()).isTrue();
        }

        assertThat(bytes(bucket, "large", 0, -1)).isEqualTo(bytes);
        assertThat(store().head(bucket, "large").orElseThrow().metadata()).isEqualTo(TEXT);
    }

    @Test
    void holdsAwkwardKeys() throws IOException {
        String bucket = newBucket();
        List<String> keys = new ArrayList<>(awkwardKeys());
        for (int i = 0; i < keys.size(); i++) {
            assertThat(put(bucket, keys.get(i), new byte[] {(byte) i}, TEXT))
                    .as(keys.get(i))
                    .isTrue();
            assertThat(put(bucket, keys.get(i), new byte[] {99}, TEXT))
                    .as(keys.get(i))
                    .isFalse();
        }

        for (int i = 0; i < keys.size(); i++) {
            assertThat(bytes(bucket, keys.get(i), 0, -1)).as(keys.get(i)).containsExactly(i);
            ObjectHead head = store().head(bucket, keys.get(i)).orElseThrow();
            assertThat(head.metadata()).isEqualTo(TEXT);
            if (store().capabilities().serverSideCopy()) {
                store().copy(new CopyOrder(bucket, head.entry(), bucket, "copies/" + i));
                assertThat(bytes(bucket, "copies/" + i, 0, -1)).containsExactly(i);
                store().delete(bucket, List.of("copies/" + i));
            }
        }
        keys.sort(KeyOrder.ASCENDING);
        assertThat(keys(bucket, "", 4)).containsExactlyElementsOf(keys);
        store().delete(bucket, keys);
        assertThat(keys(bucket, "", 1000)).isEmpty();
    }

    @Test
    void copiesWithEverythingThatIsKept() throws IOException {
        if (!store().capabilities().serverSideCopy()) {
            return;
        }
        String from = newBucket();
        String to = newBucket();
        ObjectMetadata metadata = new ObjectMetadata("image/png", Map.of("title", "Größe", "n", "1"));
        for (int size : List.of(0, 1000, 12_000_000)) {
            byte[] bytes = random(size);
            put(from, "source-" + size, bytes, metadata);
            ObjectEntry source =
                    store().head(from, "source-" + size).orElseThrow().entry();

            ObjectCopy copy = store().copy(new CopyOrder(from, source, to, "deep/er/" + size));

            ObjectHead target = store().head(to, "deep/er/" + size).orElseThrow();
            assertThat(target.metadata()).isEqualTo(metadata);
            assertThat(copy.target().key()).isEqualTo("deep/er/" + size);
            assertThat(copy.target().bytes()).isEqualTo(size);
            assertThat(copy.target().etag()).isEqualTo(target.entry().etag());
            assertThat(bytes(to, "deep/er/" + size, 0, -1)).isEqualTo(bytes);
            assertThat(store().copy(new CopyOrder(from, source, to, "deep/er/" + size))
                            .target()
                            .bytes())
                    .isEqualTo(size);
        }
    }

    @Test
    void copiesOnlyTheVersionThatWasOrdered() {
        if (!store().capabilities().serverSideCopy()) {
            return;
        }
        String bucket = newBucket();
        for (int size : List.of(100, 12_000_000)) {
            put(bucket, "k", random(size), TEXT);
            ObjectEntry old = store().head(bucket, "k").orElseThrow().entry();
            store().delete(bucket, List.of("k"));
            put(bucket, "k", random(size + 1), TEXT);

            assertFails(FailureCode.SOURCE_CHANGED, () -> store().copy(new CopyOrder(bucket, old, bucket, "copy")));
            assertThat(store().head(bucket, "copy")).isEmpty();

            store().delete(bucket, List.of("k"));
            assertFails(FailureCode.OBJECT_NOT_FOUND, () -> store().copy(new CopyOrder(bucket, old, bucket, "copy")));
            assertThat(keys(bucket, "", 10)).isEmpty();
        }
    }

    @Test
    void namesWhatIsNotThere() {
        String bucket = newBucket();
        assertThat(store().head(bucket, "nothing")).isEmpty();
        assertThat(store().head(bucket, "no/thing")).isEmpty();
        assertFails(FailureCode.OBJECT_NOT_FOUND, () -> store().read(bucket, "nothing", 0, -1));

        assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().list("no-such-bucket", "", "", 10));
        assertFails(FailureCode.BUCKET_NOT_FOUND, () -> put("no-such-bucket", "k", new byte[1], TEXT));
        assertFails(FailureCode.BUCKET_NOT_FOUND, () -> store().read("no-such-bucket", "k", 0, -1));
    }

    @Test
    void deletesWhatIsThereAndIgnoresTheRest() {
        String bucket = newBucket();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add("f" + i % 4 + "/" + i);
        }
        keys.forEach(key -> put(bucket, key, new byte[0], TEXT));
        put(bucket, "stays", new byte[0], TEXT);
        keys.add("never/was");

        store().delete(bucket, keys);
        store().delete(bucket, keys);
        store().delete(bucket, List.of());

        assertThat(keys(bucket, "", 1000)).containsExactly("stays");
    }

    @Test
    void givesANewVersionANewEtag() {
        String bucket = newBucket();
        put(bucket, "k", new byte[] {1}, TEXT);
        String before = store().head(bucket, "k").orElseThrow().entry().etag();
        store().delete(bucket, List.of("k"));
        put(bucket, "k", new byte[] {2}, TEXT);

        assertThat(store().head(bucket, "k").orElseThrow().entry().etag()).isNotEqualTo(before);
    }
}
