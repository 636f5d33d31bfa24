package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.plan.StepResult;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.DatabaseGateway;
import io.lc2.backup.executor.spi.DatabaseGateway.DumpOrder;
import io.lc2.backup.executor.spi.DatabaseGateway.RestoreOrder;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.local.files.FileObjectStore;
import io.lc2.backup.local.postgres.PostgresGateway;
import io.lc2.backup.local.postgres.PostgresServer;
import io.lc2.backup.local.postgres.PostgresTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The executor's side, in a process of its own with a small heap: reads one order per line ({@code dump}, {@code validate},
 * {@code restore}, each with a number), answers with one line of figures. Reads where the server is from its environment.
 */
public final class ExecutorMain {

    static final String BUCKET = "backups";

    static final String INSTANCE = "main";

    private final DatabaseGateway gateway;
    private final ObjectStore store;
    private final String database;
    private StepResult dump = StepResult.EMPTY;

    private ExecutorMain(Map<String, String> environment) {
        gateway = gateway(environment);
        store = new FileObjectStore(Path.of(environment.getOrDefault("LC2_STORE", "")), InstantSource.system());
        database = environment.getOrDefault("LC2_DATABASE", "");
    }

    /** The server that the environment names, as PostgreSQL's own programs read it. */
    static DatabaseGateway gateway(Map<String, String> environment) {
        PostgresServer server = new PostgresServer(
                INSTANCE,
                environment.getOrDefault("PGHOST", ""),
                Integer.parseInt(environment.getOrDefault("PGPORT", "0")),
                environment.getOrDefault("PGUSER", ""),
                "PGPASSWORD",
                null,
                List.of(),
                PostgresServer.POSTGRES,
                PostgresServer.PREFER);
        return new PostgresGateway(List.of(server), PostgresTools.in(null, environment), environment);
    }

    /** Serves orders until the input ends. */
    public static void main(String[] arguments) throws IOException {
        ExecutorMain executor = new ExecutorMain(System.getenv());
        Orders.serve(words -> executor.serve(words[0], Integer.parseInt(words[1])));
    }

    private String serve(String order, int round) throws IOException {
        long begin = System.nanoTime();
        long bytes = switch (order) {
            case "dump" -> dump(round);
            case "validate" ->
                gateway.validate(order(round), dump, folder(round), new NobodyListens())
                        .bytes();
            case "restore" ->
                gateway.restore(restore(round), folder(round), new NobodyListens())
                        .bytes();
            case "compare" ->
                gateway.validateRestored(restore(round), folder(round), new NobodyListens())
                        .objects();
            case "drop" -> drop(round);
            default -> throw new IllegalArgumentException(order);
        };
        return (System.nanoTime() - begin) / 1_000_000 + " " + bytes + " " + Processes.peakMegabytes();
    }

    private long dump(int round) {
        dump = gateway.dump(order(round), folder(round), new NobodyListens());
        return dump.artifacts().getFirst().bytes();
    }

    private long drop(int round) {
        gateway.dropRestored(INSTANCE, new OperationId("r" + round));
        return 0;
    }

    private DumpOrder order(int round) {
        DatabaseSource source = new DatabaseSource(
                DatabaseType.POSTGRESQL,
                INSTANCE,
                List.of(database),
                List.of(),
                Set.of(DatabaseStrategy.DUMP),
                List.of(),
                List.of());
        return new DumpOrder(new OperationId("b" + round), source, List.of(), List.of("DLFileEntry", "User_"));
    }

    private RestoreOrder restore(int round) {
        return new RestoreOrder(new OperationId("r" + round), INSTANCE, dump);
    }

    private BackupFolder folder(int round) {
        return new BackupFolder(store, BUCKET, "b" + round + "/");
    }
}
