package io.lc2.backup.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.standalone.sample.DatabaseContent.Part;
import io.lc2.backup.standalone.sample.LibraryContent.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

    private static final Item ITEM = new Item(5, "abc", "text/plain", Map.of("origin", "1"));
    private static final Set<String> CACHE = Set.of("cache");

    @Test
    void findsNothingWhereRestoredIsWhatWasBackedUp() {
        Comparison databases = Comparison.of(
                database(Map.of("public.cache", part(9))), database(Map.of("public.cache", part(0))), CACHE);
        Comparison libraries =
                Comparison.of(library(Map.of("a", ITEM, "gen", ITEM)), library(Map.of("a", ITEM)), Set.of("gen"));

        assertThat(differing(databases.and(libraries))).isEmpty();
        assertThat(databases.and(libraries).equal()).isTrue();
    }

    @Test
    void callsAnEmptyComparisonADifference() {
        assertThat(new Comparison(List.of()).equal()).isFalse();
    }

    static List<Map<String, Part>> wrongTables() {
        return List.of(
                Map.of(),
                Map.of("public.users", part(2)),
                Map.of("public.users", new Part(3, "other")),
                Map.of("public.users", part(3), "public.more", part(0)));
    }

    @ParameterizedTest
    @MethodSource("wrongTables")
    void noticesATableThatDiffers(Map<String, Part> restored) {
        Comparison comparison = Comparison.of(database(Map.of("public.users", part(3))), database(restored), CACHE);

        assertThat(differing(comparison)).hasSize(1).first().asString().startsWith("table public.");
    }

    @Test
    void noticesRowsThatWereToBeLeftOut() {
        Comparison comparison = Comparison.of(
                database(Map.of("public.cache", part(9))), database(Map.of("public.cache", part(9))), CACHE);

        assertThat(differing(comparison)).containsExactly("table public.cache (left out)");
    }

    @Test
    void noticesMissingLargeObjectsSequencesAndDefinitions() {
        DatabaseContent source = new DatabaseContent(new TreeMap<>(), part(3), part(3), part(3));
        DatabaseContent restored = new DatabaseContent(new TreeMap<>(), part(2), part(1), part(0));

        assertThat(differing(Comparison.of(source, restored, CACHE)))
                .containsExactly("large objects", "sequences", "columns, keys, indexes, views");
    }

    @Test
    void noticesMissingAndExtraObjects() {
        Comparison comparison = Comparison.of(
                library(Map.of("a", ITEM, "b", ITEM)),
                library(Map.of("a", ITEM, "c", ITEM, "gen", ITEM)),
                Set.of("gen"));

        assertThat(comparison.rows()).extracting(Comparison.Row::difference).contains("extra c, extra gen, missing b");
        assertThat(differing(comparison)).contains("object keys", "generated files (left out)");
    }

    @Test
    void noticesWhatIsWrongWithAnObject() {
        Map<String, Item> restored = Map.of(
                "bytes", new Item(5, "abd", "text/plain", Map.of("origin", "1")),
                "type", new Item(5, "abc", "text/html", Map.of("origin", "1")),
                "metadata", new Item(5, "abc", "text/plain", Map.of()));

        Comparison comparison = Comparison.of(
                library(Map.of("bytes", ITEM, "type", ITEM, "metadata", ITEM)), library(restored), Set.of());

        assertThat(comparison.rows())
                .extracting(Comparison.Row::difference)
                .containsExactly("", "bytes", "type", "metadata", "");
    }

    private static List<String> differing(Comparison comparison) {
        return comparison.rows().stream()
                .filter(row -> !row.equal())
                .map(Comparison.Row::what)
                .toList();
    }

    private static Part part(long count) {
        return new Part(count, "hash of " + count);
    }

    private static DatabaseContent database(Map<String, Part> tables) {
        return new DatabaseContent(new TreeMap<>(tables), part(1), part(1), part(1));
    }

    private static LibraryContent library(Map<String, Item> objects) {
        return new LibraryContent(new TreeMap<>(objects));
    }
}
