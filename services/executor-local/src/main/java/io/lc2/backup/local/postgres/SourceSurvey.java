package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of a database before it is dumped, from the very snapshot the dump is made of. A dump that could never be
 * restored is refused here.
 *
 * @param tables those that have rows of their own
 * @param partitioned those whose rows are in others
 * @param excluded of the tables those whose rows are left out
 * @param counted rows the server counted
 * @param largeObjects number of large objects; 0 when they are not dumped
 * @param census things in the catalog by kind
 * @param extensions extensions in use
 * @param roles roles in use
 */
record SourceSurvey(
        List<Catalog.Relation> tables,
        List<Catalog.Relation> partitioned,
        Set<TableName> excluded,
        Map<TableName, Long> counted,
        long largeObjects,
        Map<String, Long> census,
        List<Inventory.Extension> extensions,
        List<Inventory.Role> roles) {

    /**
     * The server counts the rows of marker tables, whatever their size, and of the smallest others as long as they are at most
     * this many with at most this much to read. It is a spot check: the dump itself is counted in full.
     */
    private static final int COUNTED_TABLES = 500;

    private static final long COUNTED_BYTES = 128L << 20;

    /** Looks at the database; refuses one that is empty. */
    static SourceSurvey of(Snapshot snapshot, DumpOrder order) {
        try {
            return survey(new Catalog(snapshot.connection()), snapshot.place(), order);
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "read the catalog of " + snapshot.place());
        }
    }

    private static SourceSurvey survey(Catalog catalog, Place place, DumpOrder order) throws SQLException {
        List<String> schemas = order.source().schemas();
        List<Catalog.Relation> relations = catalog.tables(schemas);
        List<Catalog.Relation> tables =
                relations.stream().filter(table -> !table.partitioned()).toList();
        if (tables.isEmpty()) {
            throw refused(
                    FailureCode.VALIDATION_FAILED,
                    "The " + place + " has no tables" + (schemas.isEmpty() ? "" : " in the schemas " + schemas),
                    "Check the names of database and schemas: a backup of nothing is never called complete.");
        }
        TablePatterns patterns = new TablePatterns(order.excludedTables());
        Set<TableName> excluded = new HashSet<>();
        tables.stream().filter(table -> table.matches(patterns)).forEach(table -> excluded.add(table.name()));
        refuseBrokenReferences(catalog, place, relations, excluded);
        return new SourceSurvey(
                tables,
                relations.stream().filter(Catalog.Relation::partitioned).toList(),
                excluded,
                count(catalog, tables, excluded, new TablePatterns(order.schemaMarkers())),
                catalog.largeObjects(),
                catalog.census(schemas),
                catalog.extensions(),
                catalog.roles());
    }

    /** A foreign key to rows or tables that are left out would stop every restore. */
    private static void refuseBrokenReferences(
            Catalog catalog, Place place, List<Catalog.Relation> relations, Set<TableName> excluded)
            throws SQLException {
        Map<Long, Catalog.Relation> known = new HashMap<>();
        relations.forEach(relation -> known.put(relation.oid(), relation));
        for (Catalog.ForeignKey key : catalog.foreignKeys()) {
            Catalog.Relation from = known.get(key.from());
            if (from == null || excluded.contains(from.name())) {
                continue;
            }
            Catalog.Relation to = known.get(key.to());
            boolean rowsMissing = to != null && excluded.contains(to.name()) && !isEmpty(catalog, from);
            if (to == null || rowsMissing) {
                throw refused(
                        FailureCode.NOT_SUPPORTED,
                        "In the " + place + " " + from.name() + " refers by " + key.name() + " to "
                                + (to == null ? key.toName() + ", which is" : to.name() + ", whose rows are")
                                + " left out: such a dump cannot be restored",
                        "Leave out the rows of " + from.name() + " too, or keep those it refers to.");
            }
        }
    }

    private static boolean isEmpty(Catalog catalog, Catalog.Relation table) throws SQLException {
        return !table.partitioned() && catalog.isEmpty(table.name());
    }

    private static Map<TableName, Long> count(
            Catalog catalog, List<Catalog.Relation> tables, Set<TableName> excluded, TablePatterns markers)
            throws SQLException {
        Map<TableName, Long> counted = new TreeMap<>();
        long budget = COUNTED_BYTES;
        List<Catalog.Relation> smallestFirst = tables.stream()
                .filter(table -> !excluded.contains(table.name()))
                .sorted(Comparator.comparingLong(Catalog.Relation::bytes))
                .toList();
        for (Catalog.Relation table : smallestFirst) {
            boolean affordable = counted.size() < COUNTED_TABLES && table.bytes() <= budget;
            if (affordable || table.matches(markers)) {
                counted.put(table.name(), catalog.rows(table.name()));
                budget -= table.bytes();
            }
        }
        return counted;
    }

    /** Tables whose rows are dumped, and one for large objects if there are any: what progress is measured in. */
    long blocks() {
        return (long) tables.size() - excluded.size() + (largeObjects > 0 ? 1 : 0);
    }

    boolean has(String marker) {
        TablePatterns pattern = new TablePatterns(List.of(marker));
        return tables.stream().anyMatch(table -> table.matches(pattern))
                || partitioned.stream().anyMatch(table -> table.matches(pattern));
    }

    private static PermanentProviderException refused(FailureCode code, String message, String nextStep) {
        return new PermanentProviderException(code, message, nextStep, null);
    }
}
