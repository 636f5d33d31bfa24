package io.lc2.backup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a store lists. Part of {@link ObjectStoreContract}. */
abstract class ObjectListingContract extends StoreUnderTest {

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
}
