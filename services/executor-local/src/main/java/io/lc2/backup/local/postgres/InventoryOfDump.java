package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.local.postgres.archive.ArchiveContents;
import io.lc2.backup.local.postgres.archive.TocEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what the server said before a dump and what the dump turned out to hold; they have to agree. */
final class InventoryOfDump {

    private final DumpOrder order;
    private final Snapshot snapshot;
    private final SourceSurvey survey;
    private final Inventory.Server server;

    /** Asks the server the last question, so while the snapshot is still open. */
    InventoryOfDump(DumpOrder order, Tool tool, Snapshot snapshot, SourceSurvey survey) {
        this.order = order;
        this.snapshot = snapshot;
        this.survey = survey;
        try {
            this.server = new Catalog(snapshot.connection()).server(tool.major());
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "read the settings of " + snapshot.place());
        }
    }

    /**
     * The inventory of this dump.
     *
     * @throws PermanentProviderException with {@code VALIDATION_FAILED} when a table is missing or has other rows than the
     *     server counted
     */
    Inventory of(ArchiveContents archive) {
        Map<TableName, Long> rows = rowsByTable(archive);
        List<Inventory.Table> tables =
                survey.tables().stream().map(table -> table(table.name(), rows)).toList();
        if (archive.largeObjects() != survey.largeObjects()) {
            throw differs("large objects", survey.largeObjects(), archive.largeObjects());
        }
        return new Inventory(
                Inventory.FORMAT,
                snapshot.place().database(),
                snapshot.time().toString(),
                server,
                order.source().schemas(),
                tables,
                new Inventory.LargeObjects(archive.largeObjects(), archive.largeObjectBytes()),
                survey.census(),
                archive.contents().countByKind(),
                survey.extensions(),
                survey.roles());
    }

    /** Rows of each table with data in an archive. */
    static Map<TableName, Long> rowsByTable(ArchiveContents archive) {
        Map<TableName, Long> rows = new TreeMap<>();
        archive.contents().entries().stream()
                .filter(TocEntry::isTableData)
                .forEach(entry -> rows.put(
                        new TableName(entry.schema(), entry.name()),
                        archive.rows().getOrDefault(entry.dumpId(), 0L)));
        return rows;
    }

    private Inventory.Table table(TableName name, Map<TableName, Long> rows) {
        boolean excluded = survey.excluded().contains(name);
        Long dumped = rows.get(name);
        if (!excluded && dumped == null) {
            throw differs("tables with data of the name " + name, 1, 0);
        }
        Long counted = survey.counted().get(name);
        if (counted != null && !counted.equals(dumped)) {
            throw differs("rows of " + name, counted, dumped == null ? 0 : dumped);
        }
        return new Inventory.Table(name.schema(), name.name(), dumped == null ? 0 : dumped, counted, excluded);
    }

    private PermanentProviderException differs(String what, long expected, long found) {
        return new PermanentProviderException(
                FailureCode.VALIDATION_FAILED,
                "row-counts failed: the dump of " + snapshot.place() + " holds " + found + " " + what
                        + ", in the same snapshot the server has " + expected,
                "Report this; the dump is not used. Take another backup.",
                null);
    }
}
