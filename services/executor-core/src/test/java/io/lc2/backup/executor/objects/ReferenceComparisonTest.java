package io.lc2.backup.executor.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class ReferenceComparisonTest {

    @Test
    void countsWhatIsPresentMissingAndExtra() {
        ReferenceCounts counts = compare(List.of("a", "c", "d", "z"), List.of("b", "c", "d", "doc-x", "y"));

        assertThat(counts).isEqualTo(new ReferenceCounts(4, 2, 2, 0, 0, 3, 1, List.of("a", "z"), "a"));
    }

    @Test
    void countsAKeyThatManyRowsReferToOnce() {
        ReferenceCounts counts = compare(List.of("a", "a", "b", "b", "b"), List.of("a"));

        assertThat(counts).isEqualTo(new ReferenceCounts(2, 1, 1, 0, 0, 0, 0, List.of("b"), "a"));
    }

    @Test
    void tellsWhatVanishedBeforeItCouldBeCopied() {
        Iterator<StoredObject> objects =
                List.of(stored("a"), gone("b"), gone("doc-c")).iterator();

        ReferenceCounts counts = comparison(List.of("a", "b")).with(objects);

        assertThat(counts).isEqualTo(new ReferenceCounts(2, 1, 1, 1, 0, 0, 0, List.of("b"), "a"));
    }

    @Test
    void doesNotMissWhatTheRequestLeavesOut() {
        KeyFilter filter = KeyFilter.of(List.of(), List.of("left"), List.of("*.tmp"));

        ReferenceCounts counts = new ReferenceComparison(
                        List.of("a", "a.tmp", "left/b", "left/b").iterator(), filter, key -> false)
                .with(objects(List.of("a")));

        assertThat(counts).isEqualTo(new ReferenceCounts(1, 1, 0, 0, 2, 0, 0, List.of(), "a"));
    }

    @Test
    void mergesInTheOrderOfUtf8() {
        // U+FFFD comes before the surrogates in UTF-8 and after them in UTF-16.
        List<String> keys = List.of("a", "ü", "\uFFFD", "🎉");

        assertThat(compare(keys, keys).present()).isEqualTo(4);
        assertThat(compare(keys, keys).missing()).isZero();
    }

    @Test
    void namesAFewOfManyMissing() {
        List<String> keys = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            keys.add("key-" + i);
        }

        ReferenceCounts counts = compare(keys, List.of());

        assertThat(counts.missing()).isEqualTo(200);
        assertThat(counts.missingExamples()).hasSize(10).startsWith("key-100");
    }

    @Test
    void knowsALibraryByWhatIsReferredToOrLooksLikeIt() {
        assertThat(compare(List.of("a"), List.of("a")).isOfThisLibrary()).isTrue();
        assertThat(compare(List.of("a"), List.of("doc-b")).isOfThisLibrary()).isTrue();
        assertThat(compare(List.of("a"), List.of("b")).isOfThisLibrary()).isFalse();
        assertThat(compare(List.of("a"), List.of()).isOfThisLibrary()).isFalse();
    }

    @Test
    void refusesReferencesOutOfOrder() {
        assertThatThrownBy(() -> compare(List.of("a", "c", "b"), List.of("a", "b", "c")))
                .isInstanceOfSatisfying(PermanentProviderException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.VALIDATION_FAILED);
                    assertThat(e.getMessage()).contains("out of order at b");
                });
    }

    @Test
    void holdsOneOfEachHoweverManyThereAre() {
        Counted<String> references = new Counted<>(400_000, i -> "key-%08d".formatted(2 * i));
        Counted<StoredObject> objects = new Counted<>(266_667, i -> stored("key-%08d".formatted(3 * i)));
        // Both are asked in step: none runs ahead of the other by more than the key it is at.
        Iterator<StoredObject> watched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return objects.hasNext();
            }

            @Override
            public StoredObject next() {
                assertThat(objects.given * 3 - references.given * 2).isBetween(-3L, 3L);
                return objects.next();
            }
        };

        ReferenceCounts counts = new ReferenceComparison(references, KeyFilter.ALL, key -> false).with(watched);

        assertThat(counts.referenced()).isEqualTo(400_000);
        assertThat(counts.present()).isEqualTo(133_334);
        assertThat(counts.extra()).isEqualTo(133_333);
        assertThat(counts.missingExamples()).hasSize(10);
    }

    private static ReferenceCounts compare(List<String> references, List<String> keys) {
        return comparison(references).with(objects(keys));
    }

    private static ReferenceComparison comparison(List<String> references) {
        return new ReferenceComparison(references.iterator(), KeyFilter.ALL, key -> key.startsWith("doc-"));
    }

    private static Iterator<StoredObject> objects(List<String> keys) {
        return keys.stream().map(ReferenceComparisonTest::stored).iterator();
    }

    private static StoredObject stored(String key) {
        return new StoredObject(key, 1, "e", "s", null, "objects/" + key, "", null, "", false);
    }

    private static StoredObject gone(String key) {
        return new StoredObject(key, 1, "e", "", null, "", "", null, "", false);
    }

    private static final class Counted<T> implements Iterator<T> {

        private final long count;
        private final LongFunction<T> make;
        private long given;

        Counted(long count, LongFunction<T> make) {
            this.count = count;
            this.make = make;
        }

        @Override
        public boolean hasNext() {
            return given < count;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return make.apply(given++);
        }
    }
}
