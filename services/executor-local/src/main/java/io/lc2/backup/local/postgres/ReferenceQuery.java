package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.references.FileColumn;
import io.lc2.backup.domain.references.FileReferences;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.domain.references.KeyPart;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks one database for the keys that its rows refer to, in order of their UTF-8 bytes. The server sorts, in its own bounded
 * memory and on its own disk, so the rows pass us as a stream, however many they are. Liferay may keep the tables of every
 * virtual instance in a schema of its own; all of them count.
 */
final class ReferenceQuery {

    private static final String ENTRY = "e";
    private static final String VERSION = "v";

    private final FileReferences references;
    private final List<Pair> pairs;

    private ReferenceQuery(FileReferences references, List<Pair> pairs) {
        this.references = references;
        this.pairs = pairs;
    }

    /** Two tables of one schema, with what their columns are really called by their names in lower case. */
    private record Pair(
            TableName entries,
            TableName versions,
            Map<String, String> entryColumns,
            Map<String, String> versionColumns) {

        Optional<String> column(FileColumn column) {
            boolean ofEntry = column.table() == FileColumn.Table.ENTRY;
            String name = (ofEntry ? entryColumns : versionColumns).get(column.name());
            return Optional.ofNullable(name)
                    .map(real ->
                            "coalesce(" + (ofEntry ? ENTRY : VERSION) + "." + Sql.identifier(real) + "::text, '')");
        }

        boolean both(String column) {
            return entryColumns.containsKey(column) && versionColumns.containsKey(column);
        }
    }

    /** The question to this database; tables whose rows are not dumped refer to nothing. */
    static ReferenceQuery of(FileReferences references, Catalog catalog, SourceSurvey survey) throws SQLException {
        List<Pair> pairs = new ArrayList<>();
        List<TableName> dumped = survey.tables().stream()
                .map(Catalog.Relation::name)
                .filter(name -> !survey.excluded().contains(name))
                .toList();
        for (TableName versions : dumped) {
            if (!versions.name().equalsIgnoreCase(references.versionTable())) {
                continue;
            }
            for (TableName entries : dumped) {
                if (entries.schema().equals(versions.schema())
                        && entries.name().equalsIgnoreCase(references.entryTable())) {
                    pairs.add(new Pair(entries, versions, columns(catalog, entries), columns(catalog, versions)));
                }
            }
        }
        return new ReferenceQuery(references, pairs);
    }

    /** The statement for this layout; empty when no schema has the tables and columns it takes. */
    Optional<String> sql(KeyLayout layout) {
        List<String> selects = pairs.stream()
                .filter(pair -> references.sameColumns().stream().allMatch(pair::both))
                .filter(pair -> layout.columns().stream()
                        .allMatch(column -> pair.column(column).isPresent()))
                .map(pair -> select(layout, pair))
                .toList();
        return selects.isEmpty()
                ? Optional.empty()
                : Optional.of("SELECT r.key FROM (" + String.join(" UNION ALL ", selects)
                        + ") r ORDER BY convert_to(r.key, 'UTF8')");
    }

    private String select(KeyLayout layout, Pair pair) {
        List<String> same = new ArrayList<>(references.sameColumns());
        references.sameWherePresent().stream().filter(pair::both).forEach(same::add);
        return "SELECT "
                + layout.parts().stream().map(part -> expression(part, pair)).collect(Collectors.joining(" || "))
                + " AS key FROM ONLY " + pair.versions().quoted() + " " + VERSION + " JOIN ONLY "
                + pair.entries().quoted() + " " + ENTRY + " ON "
                + same.stream().map(column -> equal(column, pair)).collect(Collectors.joining(" AND "));
    }

    private static String equal(String column, Pair pair) {
        return VERSION + "." + Sql.identifier(pair.versionColumns().getOrDefault(column, column)) + " = " + ENTRY + "."
                + Sql.identifier(pair.entryColumns().getOrDefault(column, column));
    }

    private static String expression(KeyPart part, Pair pair) {
        return switch (part) {
            case KeyPart.Text text -> Sql.literal(text.text());
            case KeyPart.Value value -> value(value.column(), pair);
            case KeyPart.FirstOf first ->
                "CASE WHEN %1$s IN ('', '0') THEN %2$s ELSE %1$s END"
                        .formatted(value(first.column(), pair), value(first.otherwise(), pair));
            case KeyPart.Suffix suffix ->
                pair.column(suffix.column())
                        .map(value -> "CASE WHEN %1$s = '' THEN '' ELSE %2$s || %1$s END"
                                .formatted(value, Sql.literal(suffix.separator())))
                        .orElse("''");
            case KeyPart.Stem stem -> stem(value(stem.column(), pair));
            case KeyPart.Extension extension ->
                "coalesce(lower(substring(%s from %s)), %s)"
                        .formatted(
                                value(extension.column(), pair),
                                Sql.literal("\\.[^.]+$"),
                                Sql.literal(extension.otherwise()));
            case KeyPart.Folders folders -> folders(stem(value(folders.column(), pair)), folders.most());
        };
    }

    private static String value(FileColumn column, Pair pair) {
        return pair.column(column).orElse("''");
    }

    private static String stem(String name) {
        return "regexp_replace(%s, %s, '')".formatted(name, Sql.literal("\\.[^.]+$"));
    }

    private static String folders(String stem, int most) {
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            folders.add("CASE WHEN length(%1$s) > %2$d THEN substr(%1$s, %3$d, 2) || '/' ELSE '' END"
                    .formatted(stem, 2 * (i + 1), 2 * i + 1));
        }
        return String.join(" || ", folders);
    }

    /** By name without case, as the domain names columns. */
    private static Map<String, String> columns(Catalog catalog, TableName table) throws SQLException {
        Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        catalog.columns(table).forEach(column -> columns.putIfAbsent(column, column));
        return columns;
    }
}
