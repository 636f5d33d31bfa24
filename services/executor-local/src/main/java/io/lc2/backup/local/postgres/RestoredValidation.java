package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares one restored database with the inventory of its dump: every table's rows, large objects, things in the catalog. */
final class RestoredValidation {

    static final String ROW_COUNTS = "restored-row-counts";
    static final String LARGE_OBJECTS = "restored-large-objects";
    static final String CATALOG = "restored-catalog";

    /** Counting one table; the largest may have a thousand million rows. */
    private static final Duration COUNT = Duration.ofHours(2);

    private static final int SHOWN = 5;

    private final Sessions sessions;
    private final Background.Stop stop;
    private final StepControl control;
    private final long tables;
    private long tablesDone;

    RestoredValidation(Sessions sessions, Background.Stop stop, StepControl control, long tables) {
        this.sessions = sessions;
        this.stop = stop;
        this.control = control;
        this.tables = tables;
    }

    List<Check> run(Place place, Inventory inventory) {
        Connection connection = sessions.open(place, COUNT);
        stop.onStop(() -> Sessions.abort(connection));
        try (connection) {
            Catalog catalog = new Catalog(connection);
            return List.of(
                    rows(catalog, place, inventory),
                    largeObjects(catalog, place, inventory),
                    census(catalog, place, inventory));
        } catch (SQLException e) {
            throw PostgresErrors.of(e, "compare the " + place);
        }
    }

    private Check rows(Catalog catalog, Place place, Inventory inventory) throws SQLException {
        List<String> different = new ArrayList<>();
        for (Map.Entry<TableName, Inventory.Table> entry :
                inventory.tablesByName().entrySet()) {
            stop.endIfAsked();
            long found = catalog.rows(entry.getKey());
            if (found != entry.getValue().rows()) {
                different.add(entry.getKey() + " has " + found + " rows, not "
                        + entry.getValue().rows());
            }
            tablesDone++;
            control.progress(new Progress(0, Progress.UNKNOWN, tablesDone, tables));
        }
        return check(
                ROW_COUNTS,
                place,
                different,
                inventory.rows() + " rows in " + inventory.tables().size() + " tables");
    }

    private static Check largeObjects(Catalog catalog, Place place, Inventory inventory) throws SQLException {
        long expected = inventory.largeObjects().count();
        long found = catalog.largeObjects();
        return check(
                LARGE_OBJECTS,
                place,
                found == expected ? List.of() : List.of(found + " large objects, not " + expected),
                found + " large objects");
    }

    private static Check census(Catalog catalog, Place place, Inventory inventory) throws SQLException {
        Map<String, Long> found = catalog.census(inventory.schemas());
        List<String> different = new ArrayList<>();
        new TreeMap<>(inventory.census()).forEach((kind, expected) -> {
            long there = found.getOrDefault(kind, 0L);
            if (there != expected) {
                different.add(there + " " + kind + ", not " + expected);
            }
        });
        return check(CATALOG, place, different, new TreeMap<>(found).toString());
    }

    private static Check check(String name, Place place, List<String> different, String detail) {
        if (different.isEmpty()) {
            return new Check(name, Component.DATABASE, true, place.database() + ": " + detail);
        }
        String shown = String.join(", ", different.subList(0, Math.min(SHOWN, different.size())));
        throw new PermanentProviderException(
                FailureCode.VALIDATION_FAILED,
                name + " failed for the " + place + ": " + shown
                        + (different.size() > SHOWN ? " and " + (different.size() - SHOWN) + " more" : ""),
                "Do not use the restored database. Find out whether somebody has written to it, and restore again.",
                null);
    }
}
