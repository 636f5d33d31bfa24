package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.CopyOrder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectCopy;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.ProviderException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does, whatever is behind it. */
public abstract class ObjectStoreContract {

    private static final ObjectMetadata TEXT = new ObjectMetadata("text/plain", Map.of("author", "somebody"));

    /** The store under test. */
    protected abstract ObjectStore store();

    /** Makes a bucket that is empty, and says its name. */
    protected abstract String newBucket();

    /** Keys that are legal but awkward. A suite for a server that is known not to hold some leaves those out. */
    protected List<String> awkwardKeys() {
        return List.of(
                "with space/and+plus&and=equals?and#hash",
                "per%20cent/100%",
                "ünïcode/漢字/😀.txt",
                "quotes\"'`/back\\slash/[brackets]{braces}",
                ".hidden/..dots../...",
                "trailing/",
                "double//slash",
                "/leading",
                "a/../b",
                "./c",
                "both",
                "both/file-and-folder",
                "x".repeat(300) + "/" + "é".repeat(200),
                ".lc2~tmp/not-ours",
                "line\nbreak\ttab");
    }

    /** False for a server that is known to order keys by UTF-16, as Java does, and not by UTF-8, as S3 does. */
    protected boolean ordersBeyondTheBasicPlane() {
        return true;
    }

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
        for (int i = 0; i < 8; i++) {
            byte[] bytes = {(byte) i};
            writers.add(() -> put(bucket, "k", bytes, TEXT));
        }

        List<Boolean> won = inParallel(writers);

        assertThat(won).containsOnlyOnce(true);
        assertThat(bytes(bucket, "k", 0, -1)).containsExactly(won.indexOf(true));
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
    void listsInOrderOfUtf8BytesPageByPage() {
        String bucket = newBucket();
        List<String> keys = new ArrayList<>(List.of(
                "a-b", "a.b", "a/b-c", "a/b.c", "a/b/c", "a/b0", "a0", "A", "b/1", "b/2", "é/1", "漢/1", "\uE000",
                "😀/1"));
        for (int i = 0; i < 25; i++) {
            keys.add("many/" + i);
        }
        keys.forEach(key -> put(bucket, key, new byte[0], TEXT));
        if (!ordersBeyondTheBasicPlane()) {
            keys.remove("\uE000");
            store().delete(bucket, List.of("\uE000"));
        }
        keys.sort(KeyOrder.ASCENDING);

        for (int limit : List.of(1, 3, 7, 1000)) {
            assertThat(keys(bucket, "", limit)).containsExactlyElementsOf(keys);
        }
    }

    @Test
    void listsBelowAPrefixAfterAKey() {
        String bucket = newBucket();
        List<String> keys = List.of("a/1", "a/2", "a/3/x", "a/3/y", "a/30", "ab", "b");
        keys.forEach(key -> put(bucket, key, new byte[0], TEXT));

        assertThat(keys(bucket, "a/", 2)).containsExactly("a/1", "a/2", "a/3/x", "a/3/y", "a/30");
        assertThat(keys(bucket, "a/3", 2)).containsExactly("a/3/x", "a/3/y", "a/30");
        assertThat(keys(bucket, "a", 1000)).hasSize(6);
        assertThat(keys(bucket, "nothing", 5)).isEmpty();
        assertThat(store().list(bucket, "a/", "a/3/x", 2).entries())
                .extracting(ObjectEntry::key)
                .containsExactly("a/3/y", "a/30");
        assertThat(store().list(bucket, "a/", "a/2zzz", 10).entries())
                .extracting(ObjectEntry::key)
                .containsExactly("a/3/x", "a/3/y", "a/30");
        assertThat(store().list(bucket, "a/", "z", 10).entries()).isEmpty();
        assertThat(store().list(bucket, "b", "a", 10).entries())
                .extracting(ObjectEntry::key)
                .containsExactly("b");
    }

    @Test
    void listsWhatHeadSays() {
        String bucket = newBucket();
        put(bucket, "x/k", random(77), TEXT);

        ObjectEntry listed = store().list(bucket, "", "", 10).entries().getFirst();

        ObjectEntry head = store().head(bucket, "x/k").orElseThrow().entry();
        assertThat(listed.key()).isEqualTo(head.key());
        assertThat(listed.bytes()).isEqualTo(77);
        assertThat(listed.etag()).isEqualTo(head.etag()).isNotEmpty().doesNotContain("\"");
        assertThat(listed.lastModified()).isAfter(Instant.EPOCH);
    }

    @Test
    void listsWhatWasWrittenBetweenTwoPages() {
        String bucket = newBucket();
        List.of("d/1", "d/3", "d/5").forEach(key -> put(bucket, key, new byte[0], TEXT));
        ObjectPage first = store().list(bucket, "", "", 1);
        assertThat(first.more()).isTrue();

        put(bucket, "d/2", new byte[0], TEXT);
        store().delete(bucket, List.of("d/5"));

        assertThat(store().list(bucket, "", "d/1", 10).entries())
                .extracting(ObjectEntry::key)
                .containsExactly("d/2", "d/3");
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

    /** Writes an object in one go. */
    protected final boolean put(String bucket, String key, byte[] bytes, ObjectMetadata metadata) {
        try (ObjectWriter writer = store().create(bucket, key, metadata, bytes.length)) {
            writer.stream().write(bytes);
            return writer.commit();
        } catch (IOException e) {
            throw new AssertionError("a writer throws provider exceptions only", e);
        }
    }

    /** Everything below a prefix, read in pages. */
    protected final List<String> keys(String bucket, String prefix, int limit) {
        List<String> keys = new ArrayList<>();
        ObjectPage page;
        do {
            page = store().list(bucket, prefix, keys.isEmpty() ? "" : keys.getLast(), limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> keys.add(entry.key()));
        } while (page.more());
        return keys;
    }

    private byte[] bytes(String bucket, String key, long from, long length) throws IOException {
        try (ObjectContent content = store().read(bucket, key, from, length)) {
            return content.readAllBytes();
        }
    }

    /** Asserts that a call fails with a reason. */
    protected static void assertFails(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.nextStep()).isNotBlank();
        });
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
