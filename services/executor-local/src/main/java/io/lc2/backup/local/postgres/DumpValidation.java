package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.artifacts.ArtifactReader;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.local.postgres.archive.ArchiveContents;
import io.lc2.backup.local.postgres.archive.ArchiveReader;
import io.lc2.backup.local.postgres.archive.MalformedArchiveException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the dump of one database back once, from where it is stored: checksum, decompression, structure, table of contents and
 * the rows of every table on the way.
 */
final class DumpValidation {

    private final Tool tool;
    private final BackupFolder folder;
    private final Background.Stop stop;
    private final StepControl control;
    private final long bytesTotal;
    private final List<TableName> tables = new ArrayList<>();
    private long bytesBefore;

    /**
     * Prepares for the dumps of several databases.
     *
     * @param tool a pg_restore that knows their format
     * @param bytesTotal size of all of them
     */
    DumpValidation(Tool tool, BackupFolder folder, Background.Stop stop, StepControl control, long bytesTotal) {
        this.tool = tool;
        this.folder = folder;
        this.stop = stop;
        this.control = control;
        this.bytesTotal = bytesTotal;
    }

    /** The checks, all passed. */
    List<Check> run(DumpFacts.Dumped dumped, Inventory inventory) {
        DumpChecks checks = new DumpChecks(dumped.name());
        checks.require(
                DumpChecks.NOT_EMPTY, dumped.dump().bytes() > 0, dumped.dump().bytes() + " bytes stored");
        try (ArtifactReader reader = ArtifactReader.open(folder, dumped.dump());
                ContentsListing listing = ContentsListing.start(tool, stop)) {
            ArchiveContents contents = read(reader, listing, checks);
            checks.passed(DumpChecks.CHECKSUM, "SHA-256 is " + dumped.dump().sha256());
            checks.passed(
                    DumpChecks.DECOMPRESSES,
                    dumped.dump().bytes() + " bytes decompress to "
                            + dumped.dump().originalBytes());
            listing.check(contents.contents(), checks);
            compare(contents, inventory, checks);
            contents.contents().entries().stream()
                    .filter(entry -> entry.kind().equals("TABLE"))
                    .forEach(entry -> tables.add(new TableName(entry.schema(), entry.name())));
            bytesBefore += dumped.dump().bytes();
            return checks.all();
        } catch (IOException e) {
            throw PostgresErrors.exception(
                    FailureCode.TOOL_FAILED, "Cannot run " + tool.path() + ": " + e.getMessage(), e);
        }
    }

    /** Tables in all dumps so far, partitioned ones included. */
    List<TableName> tables() {
        return List.copyOf(tables);
    }

    private ArchiveContents read(ArtifactReader reader, ContentsListing listing, DumpChecks checks) throws IOException {
        try {
            return ArchiveReader.read(new ReportingInputStream(reader, this::report), listing);
        } catch (MalformedArchiveException e) {
            throw checks.failed(DumpChecks.COMPLETE, e.getMessage() == null ? "" : e.getMessage(), e);
        } catch (PermanentProviderException e) {
            // What the reader finds is named after the check it fails.
            if (reader.damage().isEmpty()) {
                throw e;
            }
            throw checks.failed(
                    DumpChecks.nameOf(reader.damage().get()), e.getMessage() == null ? "" : e.getMessage(), e);
        }
    }

    private void report(ArtifactReader reader) {
        stop.endIfAsked();
        control.progress(new Progress(bytesBefore + reader.storedBytesRead(), bytesTotal, 0, Progress.UNKNOWN));
    }

    private static void compare(ArchiveContents contents, Inventory inventory, DumpChecks checks) {
        Map<TableName, Long> rows = InventoryOfDump.rowsByTable(contents);
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        inventory.tablesByName().forEach((name, table) -> {
            Long found = rows.get(name);
            if (found == null && !table.excluded()) {
                missing.add(name.toString());
            } else if (found != null && found != table.rows()) {
                different.add(name + " has " + found + " rows, recorded were " + table.rows());
            }
        });
        boolean sameEntries = contents.contents().countByKind().equals(inventory.archiveEntries());
        checks.require(
                DumpChecks.COMPLETE,
                missing.isEmpty() && sameEntries && contents.bytes() > 0,
                missing.isEmpty()
                        ? contents.contents().withData() + " blocks of data for as many entries, nothing left over"
                        : "no data of " + shown(missing));
        long counted = inventory.tables().stream()
                .filter(table -> table.counted() != null)
                .count();
        checks.require(
                DumpChecks.ROW_COUNTS,
                different.isEmpty()
                        && contents.largeObjects() == inventory.largeObjects().count(),
                different.isEmpty()
                        ? inventory.rows() + " rows in " + rows.size() + " tables and " + contents.largeObjects()
                                + " large objects; " + counted + " tables also counted by the server"
                        : shown(different));
    }

    /** A damaged dump may differ in thousands of tables. */
    private static String shown(List<String> items) {
        int few = 5;
        return items.size() <= few
                ? String.join(", ", items)
                : String.join(", ", items.subList(0, few)) + " and " + (items.size() - few) + " more";
    }
}
