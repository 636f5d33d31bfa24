package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.Faults;
import io.lc2.backup.chaos.fault.HeapFiller;
import io.lc2.backup.chaos.fault.Owners;
import io.lc2.backup.chaos.platform.CatalogProcess;
import io.lc2.backup.chaos.platform.Closing;
import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.ExecutorFleet;
import io.lc2.backup.chaos.process.ServiceHealth;
import io.lc2.backup.chaos.workload.Commands;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Workload;
import io.lc2.backup.messaging.codec.TopicSerdes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Everything that runs during a run, in the order it is started; closed the other way round. */
final class Stage implements AutoCloseable {

    private static final List<String> EXECUTORS = List.of("executor-a", "executor-b");
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(3);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    final HttpClient http;
    final Servers servers;
    final CatalogProcess catalog;
    final ExecutorFleet executors;
    final EventLog events;
    final Commands commands;
    final Workload workload;
    final Faults faults;

    private Stage(ChaosSettings settings, List<Site> sites, InstantSource clock)
            throws IOException, InterruptedException, SQLException {
        boolean ready = false;
        try {
            Random random = new Random(settings.seed());
            http = add(HttpClient.newBuilder().connectTimeout(CONNECT_BOUND).build());
            ServiceHealth health = new ServiceHealth(http);
            servers = add(Servers.start(settings.directory(), settings.seed(), sites, Namespace.inside()));
            String kafka = servers.broker().bootstrapServers();
            catalog = add(CatalogProcess.start(settings.directory().resolve("catalog"), servers, health));
            executors = add(ExecutorFleet.start(
                    settings.directory(),
                    EXECUTORS,
                    health,
                    new ExecutorFleet.Settings(servers.executorArguments(), List.of(), settings.heap())));
            TopicSerdes serdes = add(TopicSerdes.connect(
                    Map.of("schema.registry.url", servers.registry().url().toString())));
            events = add(new EventLog(kafka, serdes, clock));
            commands = add(new Commands(kafka, serdes, random));
            workload = new Workload(sites, servers, commands, events, random, clock);
            Owners owners = add(new Owners(kafka, EXECUTORS, random));
            faults = new Faults(
                    new Faults.Targets(executors, servers, owners, new HeapFiller(settings.directory())),
                    random,
                    clock,
                    settings.metadataOutage());
            catalog.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    static Stage set(ChaosSettings settings, List<Site> sites, InstantSource clock)
            throws IOException, InterruptedException, SQLException {
        return new Stage(settings, sites, clock);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            Closing.quietly(opened.pop());
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }
}
