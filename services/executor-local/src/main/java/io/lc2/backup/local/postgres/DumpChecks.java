package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.artifacts.Damage;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of one database's dump as they are made; the names are part of the manifest. */
final class DumpChecks {

    static final String NOT_EMPTY = "dump-not-empty";
    static final String CHECKSUM = "dump-checksum";
    static final String DECOMPRESSES = "dump-decompresses";
    static final String CONTENTS_LISTED = "dump-contents-listed";
    static final String COMPLETE = "dump-complete";
    static final String SCHEMA_MARKERS = "schema-markers";
    static final String ROW_COUNTS = "row-counts";

    private final String database;
    private final List<Check> checks = new ArrayList<>();

    DumpChecks(String database) {
        this.database = database;
    }

    /** A check that was passed. */
    void passed(String name, String detail) {
        checks.add(new Check(name, Component.DATABASE, true, database + ": " + detail));
    }

    /**
     * A check on which everything after it depends.
     *
     * @throws PermanentProviderException when it is not passed
     */
    void require(String name, boolean passed, String detail) {
        if (!passed) {
            throw failed(name, detail, null);
        }
        passed(name, detail);
    }

    /** The failure of a check. */
    PermanentProviderException failed(String name, String detail, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.VALIDATION_FAILED,
                name + " failed for the dump of " + database + ": " + detail,
                "The dump is not used. Take another backup; if it fails too, look at the storage and at the database.",
                cause);
    }

    /** Each marker is a table in one of the dumps, whatever its case. */
    static Check markers(List<String> markers, List<TableName> tables) {
        for (String marker : markers) {
            TablePatterns pattern = new TablePatterns(List.of(marker));
            if (tables.stream().noneMatch(pattern::matches)) {
                throw new DumpChecks("all databases").failed(SCHEMA_MARKERS, "there is no table " + marker, null);
            }
        }
        String detail = markers.isEmpty() ? "none expected" : "found " + String.join(", ", markers);
        return new Check(SCHEMA_MARKERS, Component.DATABASE, true, detail);
    }

    /** The check that a damaged artifact fails. */
    static String nameOf(Damage damage) {
        return switch (damage) {
            case SIZE -> COMPLETE;
            case CHECKSUM -> CHECKSUM;
            case COMPRESSION -> DECOMPRESSES;
        };
    }

    List<Check> all() {
        return List.copyOf(checks);
    }
}
