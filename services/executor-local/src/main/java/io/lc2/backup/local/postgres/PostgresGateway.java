package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PostgreSQL 13 and newer by its own client programs, and by the driver for what they do not tell. Thread-safe; every call
 * works on threads, connections and programs of its own and leaves none of them behind.
 */
public final class PostgresGateway implements DatabaseGateway {

    private final Map<String, PostgresServer> servers;
    private final PostgresTools tools;
    private final Sessions sessions;

    /**
     * Prepares; connects to nothing yet.
     *
     * @param servers those that requests may name
     * @param tools the client programs
     * @param environment the variables of this process, for passwords
     */
    public PostgresGateway(List<PostgresServer> servers, PostgresTools tools, Map<String, String> environment) {
        this.servers = new TreeMap<>();
        servers.forEach(server -> this.servers.put(server.name(), server));
        this.tools = tools;
        this.sessions = new Sessions(environment);
    }

    @Override
    public StepResult dump(DumpOrder order, BackupFolder folder, StepControl control) {
        PostgresServer server = server(order.source().instance());
        return Background.run("lc2-dump-" + order.backupId(), control, stop -> {
            try (DumpRun run = new DumpRun(sessions, tools, order, stop)) {
                return run.run(server, folder, control);
            }
        });
    }

    @Override
    public StepResult validate(DumpOrder order, StepResult dump, BackupFolder folder, StepControl control) {
        return Background.run(
                "lc2-validate-" + order.backupId(), control, stop -> validate(order, dump, folder, control, stop));
    }

    @Override
    public StepResult restore(RestoreOrder order, BackupFolder folder, StepControl control) {
        PostgresServer server = server(order.instance());
        return Background.run(
                "lc2-restore-" + order.restoreId(),
                control,
                stop -> new RestoreRun(sessions, tools, folder, stop, control).run(order, server));
    }

    @Override
    public StepResult validateRestored(RestoreOrder order, BackupFolder folder, StepControl control) {
        PostgresServer server = server(order.instance());
        return Background.run("lc2-compare-" + order.restoreId(), control, stop -> {
            List<Inventory> inventories = DumpFacts.databases(order.dump()).stream()
                    .map(dumped -> Inventories.read(folder, dumped.inventory()))
                    .toList();
            long tables = inventories.stream()
                    .mapToLong(inventory -> inventory.tables().size())
                    .sum();
            RestoredValidation validation = new RestoredValidation(sessions, stop, control, tables);
            List<Check> checks = inventories.stream()
                    .flatMap(inventory -> validation
                            .run(
                                    new Place(server, RestoredNames.database(inventory.database(), order.restoreId())),
                                    inventory)
                            .stream())
                    .toList();
            return new StepResult(0, tables, Map.of(), List.of(), checks);
        });
    }

    @Override
    public void dropRestored(String instance, OperationId restoreId) {
        try (RestoredDatabases databases =
                RestoredDatabases.on(server(instance), restoreId, sessions, new Background.Stop())) {
            databases.dropAll();
        }
    }

    private StepResult validate(
            DumpOrder order, StepResult dump, BackupFolder folder, StepControl control, Background.Stop stop) {
        List<DumpFacts.Dumped> databases = DumpFacts.databases(dump);
        long bytes = databases.stream()
                .mapToLong(database -> database.dump().bytes())
                .sum();
        List<Check> checks = new ArrayList<>();
        List<Inventory> inventories = new ArrayList<>();
        for (DumpFacts.Dumped database : databases) {
            inventories.add(Inventories.read(folder, database.inventory()));
        }
        int toolMajor = inventories.stream()
                .mapToInt(inventory -> inventory.server().toolMajor())
                .max()
                .orElseThrow();
        DumpValidation validation =
                new DumpValidation(tools.find(ToolName.PG_RESTORE, toolMajor), folder, stop, control, bytes);
        for (int at = 0; at < databases.size(); at++) {
            checks.addAll(validation.run(databases.get(at), inventories.get(at)));
        }
        checks.add(DumpChecks.markers(order.schemaMarkers(), validation.tables()));
        return new StepResult(bytes, databases.size(), Map.of(), List.of(), checks);
    }

    private PostgresServer server(String name) {
        return Optional.ofNullable(servers.get(name))
                .orElseThrow(() -> new PermanentProviderException(
                        FailureCode.NOT_CONFIGURED,
                        "No database server is configured under the name " + name + "; there are " + servers.keySet(),
                        "Correct the request, or add the server to the executor's settings.",
                        null));
    }
}
