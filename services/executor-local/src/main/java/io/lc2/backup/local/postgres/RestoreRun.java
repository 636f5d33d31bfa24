package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway.RestoreOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Restores the databases of one order: finds out all that is in the way, makes the databases, then fills them one by one. */
final class RestoreRun {

    private final Sessions sessions;
    private final PostgresTools tools;
    private final BackupFolder folder;
    private final Background.Stop stop;
    private final StepControl control;

    RestoreRun(Sessions sessions, PostgresTools tools, BackupFolder folder, Background.Stop stop, StepControl control) {
        this.sessions = sessions;
        this.tools = tools;
        this.folder = folder;
        this.stop = stop;
        this.control = control;
    }

    /**
     * A database to restore.
     *
     * @param dumped where its dump is
     * @param inventory what is in it
     * @param target name of the new database
     */
    private record Item(DumpFacts.Dumped dumped, Inventory inventory, String target) {}

    StepResult run(RestoreOrder order, PostgresServer server) {
        List<Item> items = DumpFacts.databases(order.dump()).stream()
                .map(dumped -> new Item(
                        dumped,
                        Inventories.read(folder, dumped.inventory()),
                        RestoredNames.database(dumped.name(), order.restoreId())))
                .toList();
        Map<String, String> facts = new HashMap<>();
        Set<String> foreignRoles;
        boolean superuser;
        Tool tool;
        try (RestoredDatabases databases = RestoredDatabases.on(server, order.restoreId(), sessions, stop)) {
            tool = tool(databases.majorVersion(), server, items);
            items.forEach(item -> requirePossible(databases, item, server));
            superuser = databases.isSuperuser();
            foreignRoles = new TreeSet<>();
            items.forEach(item ->
                    foreignRoles.addAll(databases.missingRoles(item.inventory().roles())));
            // The last moment to learn that another attempt has taken over: from here on databases are replaced.
            control.stopIfAsked();
            items.forEach(item -> databases.make(item.target(), item.inventory().server()));
        }
        boolean withOwners = superuser && foreignRoles.isEmpty();
        Restore restore = new Restore(sessions, tool, folder, stop, progress(items));
        for (Item item : items) {
            restore.run(item.dumped(), item.inventory(), new Place(server, item.target()), withOwners);
            facts.put(Facts.ENDPOINT_PREFIX + item.dumped().name(), item.target());
            if (!withOwners) {
                facts.put(DumpFacts.LEFT_OUT + item.dumped().name(), leftOut(superuser, foreignRoles));
            }
        }
        return result(items, facts);
    }

    private Tool tool(int targetMajor, PostgresServer server, List<Item> items) {
        int sourceMajor = items.stream()
                .mapToInt(item -> item.inventory().server().major())
                .max()
                .orElse(0);
        if (targetMajor < sourceMajor) {
            throw new PermanentProviderException(
                    FailureCode.NOT_SUPPORTED,
                    "The dump is of PostgreSQL " + sourceMajor + ", the server " + server.name() + " is older: "
                            + targetMajor,
                    "Restore to a server of version " + sourceMajor + " or newer.",
                    null);
        }
        int toolMajor = items.stream()
                .mapToInt(item -> item.inventory().server().toolMajor())
                .max()
                .orElse(0);
        return tools.find(ToolName.PG_RESTORE, Math.max(targetMajor, toolMajor));
    }

    private static void requirePossible(RestoredDatabases databases, Item item, PostgresServer server) {
        databases.requireOursOrFree(item.target());
        Set<String> missing = databases.missingExtensions(item.inventory().extensions());
        if (!missing.isEmpty()) {
            throw new PermanentProviderException(
                    FailureCode.NOT_SUPPORTED,
                    "The database " + item.dumped().name() + " uses the extensions " + String.join(", ", missing)
                            + ", which the server " + server.name() + " does not have",
                    "Install them on that server, then restore again.",
                    null);
        }
    }

    private Restore.RestoreProgress progress(List<Item> items) {
        long bytes =
                items.stream().mapToLong(item -> item.dumped().dump().bytes()).sum();
        long blocks = items.stream()
                .mapToLong(item -> item.inventory().archiveEntries().getOrDefault("TABLE DATA", 0L)
                        + item.inventory().archiveEntries().getOrDefault("BLOBS", 0L))
                .sum();
        return new Restore.RestoreProgress(control, bytes, blocks);
    }

    private static String leftOut(boolean superuser, Set<String> foreignRoles) {
        return "owners and grants: "
                + (superuser ? "the server lacks the roles " : "the user is no superuser; roles that are missing: ")
                + foreignRoles.stream().limit(20).collect(Collectors.joining(", "));
    }

    private static StepResult result(List<Item> items, Map<String, String> facts) {
        long bytes =
                items.stream().mapToLong(item -> item.dumped().dump().bytes()).sum();
        long tables = items.stream()
                .mapToLong(item -> item.inventory().tables().size())
                .sum();
        return new StepResult(bytes, tables, facts, List.of(), List.of());
    }
}
