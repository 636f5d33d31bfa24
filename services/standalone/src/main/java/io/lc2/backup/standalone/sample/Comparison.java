package io.lc2.backup.standalone.sample;

import io.lc2.backup.standalone.sample.DatabaseContent.Part;
import io.lc2.backup.standalone.sample.LibraryContent.Item;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Compares an installation with what was restored of it, by reading both in full.
 *
 * @param rows what was compared, in the order to show it
 */
public record Comparison(List<Row> rows) {

    /**
     * One thing compared.
     *
     * @param what table, large objects, library …
     * @param source what the source has
     * @param restored what the restored one has
     * @param equal whether the restored one has what it should: the same, or nothing of what the backup leaves out
     * @param difference what differs, empty if equal
     */
    public record Row(String what, String source, String restored, boolean equal, String difference) {}

    /** By this object a restore knows a bucket it made for its own; it is no part of the library. */
    private static final String OWNER_MARK = ".lc2-owner";

    private static final int NAMED_DIFFERENCES = 5;

    public Comparison {
        rows = List.copyOf(rows);
    }

    /** Whether everything is as it should be, and there was something to compare. */
    public boolean equal() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::equal);
    }

    /** Both comparisons as one. */
    public Comparison and(Comparison other) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(other.rows);
        return new Comparison(all);
    }

    /**
     * Compares two databases: rows of every table, large objects, sequences, definitions.
     *
     * @param leftOut tables whose rows the backup leaves out, as PostgreSQL names them, without schema
     */
    public static Comparison ofDatabases(Connection source, Connection restored, Set<String> leftOut)
            throws SQLException {
        return of(DatabaseContent.of(source), DatabaseContent.of(restored), leftOut);
    }

    static Comparison of(DatabaseContent a, DatabaseContent b, Set<String> leftOut) {
        SortedSet<String> tables = new TreeSet<>(a.tables().keySet());
        tables.addAll(b.tables().keySet());
        List<Row> rows = new ArrayList<>();
        for (String table : tables) {
            boolean empty = leftOut.contains(table.substring(table.indexOf('.') + 1));
            rows.add(tableRow(table, a.tables().get(table), b.tables().get(table), empty));
        }
        rows.add(partRow("large objects", a.largeObjects(), b.largeObjects()));
        rows.add(partRow("sequences", a.sequences(), b.sequences()));
        rows.add(partRow("columns, keys, indexes, views", a.definitions(), b.definitions()));
        return new Comparison(rows);
    }

    /**
     * Compares two buckets: keys, sizes, bytes, content types and metadata of every object.
     *
     * @param leftOut keys the backup leaves out
     */
    public static Comparison ofLibraries(S3Client s3, String source, String restored, Set<String> leftOut) {
        return of(LibraryContent.of(s3, source), LibraryContent.of(s3, restored), leftOut);
    }

    /** Compares what two buckets held when they were read, see {@link #ofLibraries}. */
    public static Comparison of(LibraryContent a, LibraryContent b, Set<String> leftOut) {
        Map<String, Item> expected = a.objects().entrySet().stream()
                .filter(entry -> !leftOut.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, Item> found = new TreeMap<>(b.objects());
        found.remove(OWNER_MARK);
        return new Comparison(List.of(
                keysRow(expected, found),
                itemsRow("object bytes (size, SHA-256)", expected, found, item -> item.size() + item.sha256()),
                itemsRow("object content types", expected, found, Item::contentType),
                itemsRow("object metadata", expected, found, Item::metadata),
                leftOutRow(a.objects().keySet(), found.keySet(), leftOut)));
    }

    private static Row tableRow(String table, @Nullable Part source, @Nullable Part restored, boolean leftOut) {
        String name = "table " + table;
        if (source == null || restored == null) {
            return row(
                    name,
                    source == null ? "none" : count(source),
                    restored == null ? "none" : count(restored),
                    "exists on one side only");
        }
        if (leftOut) {
            String difference = restored.count() == 0 ? "" : "its rows were to be left out";
            return row(name + " (left out)", count(source), count(restored), difference);
        }
        return partRow(name, source, restored);
    }

    private static Row partRow(String what, Part source, Part restored) {
        String difference = source.equals(restored)
                ? ""
                : source.count() == restored.count()
                        ? "the number is the same, the content is not"
                        : "the number differs";
        return row(what, count(source), count(restored), difference);
    }

    private static String count(Part part) {
        return "%,d · %s"
                .formatted(part.count(), Integer.toHexString(part.hash().hashCode()));
    }

    private static Row keysRow(Map<String, Item> expected, Map<String, Item> found) {
        SortedSet<String> differing = new TreeSet<>();
        expected.keySet().stream()
                .filter(key -> !found.containsKey(key))
                .forEach(key -> differing.add("missing " + key));
        found.keySet().stream().filter(key -> !expected.containsKey(key)).forEach(key -> differing.add("extra " + key));
        return row("object keys", bytes(expected), bytes(found), some(differing));
    }

    private static String bytes(Map<String, Item> items) {
        long bytes = items.values().stream().mapToLong(Item::size).sum();
        return "%,d · %.1f MB".formatted(items.size(), bytes / 1e6);
    }

    private static Row itemsRow(
            String what, Map<String, Item> expected, Map<String, Item> found, Function<Item, Object> aspect) {
        SortedSet<String> differing = new TreeSet<>();
        int same = 0;
        for (Map.Entry<String, Item> entry : expected.entrySet()) {
            Item other = found.get(entry.getKey());
            if (other != null && aspect.apply(entry.getValue()).equals(aspect.apply(other))) {
                same++;
            } else {
                differing.add(entry.getKey());
            }
        }
        return row(what, "%,d".formatted(expected.size()), "%,d".formatted(same), some(differing));
    }

    private static Row leftOutRow(Set<String> source, Set<String> restored, Set<String> leftOut) {
        long there = leftOut.stream().filter(source::contains).count();
        SortedSet<String> copied = new TreeSet<>(leftOut);
        copied.retainAll(restored);
        return row("generated files (left out)", "%,d".formatted(there), "%,d".formatted(copied.size()), some(copied));
    }

    private static String some(SortedSet<String> differing) {
        String named = differing.stream().limit(NAMED_DIFFERENCES).collect(Collectors.joining(", "));
        int more = differing.size() - NAMED_DIFFERENCES;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static Row row(String what, String source, String restored, String difference) {
        return new Row(what, source, restored, difference.isEmpty(), difference);
    }
}
