package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Artifact;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.List;
import java.util.Map;

/** Names of the facts a dump leaves, and what can be told from them: per database a few, however many tables it has. */
final class DumpFacts {

    static final String ENGINE = "engine";
    static final String ENGINE_VERSION = "engineVersion";
    static final String TOOL_VERSION = "toolVersion";
    /** Followed by the database: path of its dump. */
    static final String DUMP = "dump.";
    /** Followed by the database: path of its inventory. */
    static final String INVENTORY = "inventory.";
    /** Followed by the database: tables in the dump. */
    static final String TABLES = "tables.";
    /** Followed by the database: rows in the dump. */
    static final String ROWS = "rows.";
    /** Followed by the database: tables whose rows were left out. */
    static final String EXCLUDED = "excludedTables.";
    /** Followed by the database: large objects in the dump. */
    static final String LARGE_OBJECTS = "largeObjects.";
    /** Followed by the database: what a restore leaves out and why. */
    static final String LEFT_OUT = "leftOut.";

    private DumpFacts() {}

    /**
     * A database in a dump.
     *
     * @param name its name at the source
     * @param dump its dump
     * @param inventory its inventory
     */
    record Dumped(String name, Artifact dump, Artifact inventory) {}

    /** The databases of a dump, by name. */
    static List<Dumped> databases(StepResult result) {
        List<Dumped> databases = result.facts().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(DUMP))
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> {
                    String name = fact.getKey().substring(DUMP.length());
                    return new Dumped(
                            name,
                            artifact(result, fact.getValue()),
                            artifact(result, result.facts().getOrDefault(INVENTORY + name, "")));
                })
                .toList();
        if (databases.isEmpty()) {
            throw incomplete("the dump of no database");
        }
        return databases;
    }

    private static Artifact artifact(StepResult result, String path) {
        return result.artifacts().stream()
                .filter(artifact -> artifact.path().equals(path))
                .findFirst()
                .orElseThrow(() -> incomplete("no artifact " + path));
    }

    private static PermanentProviderException incomplete(String what) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                "The description of the dump names " + what,
                "Restore from another backup; this one was not described as a PostgreSQL dump is.",
                null);
    }
}
