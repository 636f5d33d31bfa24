package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.catalog.fold.CatalogTopology;
import io.lc2.backup.catalog.fold.FoldConfig;
import io.lc2.backup.catalog.fold.StoreMemory;
import io.lc2.backup.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.springframework.util.unit.DataSize;

/** The fold of the catalog against a topology that only gets, puts and forwards, alternating, medians of some rounds. */
final class FoldBenchmark implements Benchmark {

    private static final String FOLD = "fold";
    private static final String TYPED = "bare topology, same types";
    private static final String BYTES = "bare topology, bytes";

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String usage() {
        return "[backups 10000] [rounds 3]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int backups = arguments.number(0, 10_000);
        int rounds = arguments.number(1, 3);
        try (Scratch scratch = Scratch.of(name());
                EmbeddedBroker broker = EmbeddedBroker.start(scratch.resolve("broker"));
                EventLog log = EventLog.create(broker.bootstrapServers(), EventLog.IN_MEMORY)) {
            log.writeEvents(backups, CatalogRecords::backup);
            new Folds(log, scratch.resolve("state")).measure((long) backups * CatalogRecords.EVENTS, rounds, report);
        }
    }

    private interface Building {
        Topology build(Runnable counter);
    }

    private static final class Folds {

        private final EventLog log;
        private final Path stateFolder;
        private final StoreMemory memory = new StoreMemory(DataSize.ofMegabytes(48), DataSize.ofMegabytes(16));
        private int started;

        Folds(EventLog log, Path stateFolder) {
            this.log = log;
            this.stateFolder = stateFolder;
        }

        void measure(long events, int rounds, Report report) throws Exception {
            Rounds rates = new Rounds();
            LogFormats formats = log.formats();
            for (int round = 0; round <= rounds; round++) {
                boolean counted = round > 0;
                rates.add(BYTES, rate(events, counter -> BareTopology.raw(formats, counter)), counted);
                rates.add(TYPED, rate(events, counter -> BareTopology.typed(formats, counter)), counted);
                rates.add(FOLD, rate(events, counter -> CatalogTopology.build(formats, key -> counter.run())), counted);
            }
            report.atLeast(0.6, FOLD, rates.median(FOLD), rates.median(TYPED), TYPED, "events/s");
            report.beside(FOLD, rates.median(FOLD), rates.median(BYTES), BYTES, "events/s");
        }

        /** From the first record to the last, one thread, both with the settings of the catalog. */
        private double rate(long events, Building building) throws Exception {
            AtomicLong count = new AtomicLong();
            AtomicLong begin = new AtomicLong();
            CountDownLatch done = new CountDownLatch(1);
            Topology topology = building.build(() -> {
                long n = count.incrementAndGet();
                if (n == 1) {
                    begin.set(System.nanoTime());
                }
                if (n == events) {
                    done.countDown();
                }
            });
            started++;
            Properties properties = new FoldConfig(
                            "fold-" + started, stateFolder, 1, Duration.ofMillis(200), "", DataSize.ofMegabytes(16))
                    .properties(Map.of("bootstrap.servers", log.bootstrapServers()), memory);
            try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
                streams.start();
                if (!done.await(10, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("not done after ten minutes: " + count);
                }
                double seconds = (System.nanoTime() - begin.get()) / 1e9;
                streams.close(CloseOptions.timeout(Duration.ofSeconds(60))
                        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
                streams.cleanUp();
                return events / seconds;
            }
        }
    }
}
