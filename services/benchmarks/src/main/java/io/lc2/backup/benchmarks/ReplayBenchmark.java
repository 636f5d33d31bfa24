package io.lc2.backup.benchmarks;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.messaging.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A rebuild of the catalog, which drops store and tables, replays the log into both and compares, with the service in a
 * process of its own; against a consumer that reads and decodes the same events and does nothing with them.
 */
final class ReplayBenchmark implements Benchmark {

    private static final String PATH = "/api/v1/catalog/rebuild";
    private static final Pattern STARTED = Pattern.compile("\"startedAt\":\"([^\"]+)\"");
    private static final Pattern ENDED = Pattern.compile("\"endedAt\":\"([^\"]+)\"");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long LOOK_MILLIS = 200;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String usage() {
        return "[backups 10000] [rounds 3]";
    }

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        int backups = arguments.number(0, 10_000);
        int rounds = arguments.number(1, 3);
        long events = (long) backups * CatalogRecords.EVENTS;
        try (Scratch scratch = Scratch.of(name());
                Platform platform = Platform.start(scratch.folder())) {
            platform.log().writeEvents(backups, CatalogRecords::backup);
            try (ServiceProcess catalog = platform.catalog().awaitReady()) {
                Rounds rates = new Rounds();
                for (int round = 0; round <= rounds; round++) {
                    rates.tell("consume and decode", decode(platform.log(), events), "events/s", round > 0);
                    rates.tell("rebuild", rebuild(catalog, events), "events/s", round > 0);
                }
                report.beside(
                        "rebuild of the catalog",
                        rates.median("rebuild"),
                        rates.median("consume and decode"),
                        "bare consume and decode",
                        "events/s");
                double megabytes = Processes.residentKilobytes(catalog.pid()) / 1024.0;
                Terminal.say("  the catalog has %.0f MB resident".formatted(megabytes));
            }
        }
    }

    private static double decode(EventLog log, long events) {
        LogFormats formats = log.formats();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        log.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, EventLog.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topics.EVENTS.name(), partition))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long begin = System.nanoTime();
            long read = 0;
            while (read < events) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    read += formats.events().deserialize(record.topic(), record.value()) == null ? 0 : 1;
                }
            }
            return events / ((System.nanoTime() - begin) / 1e9);
        }
    }

    /** As the service itself counts: from stopping the fold to the end of the comparison. */
    private static double rebuild(ServiceProcess catalog, long events) throws IOException, InterruptedException {
        catalog.post("/api/v1/catalog:rebuild", "");
        long until = System.nanoTime() + LONGEST.toNanos();
        String status = catalog.get(PATH);
        while (status.contains("\"running\"")) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the rebuild still runs: " + status);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            status = catalog.get(PATH);
        }
        if (!status.contains("\"completed\"") || !status.contains("\"identical\":true")) {
            throw new IllegalStateException("the rebuild did not do what it should: " + status);
        }
        return events
                / (Duration.between(time(STARTED, status), time(ENDED, status)).toMillis() / 1e3);
    }

    private static Instant time(Pattern pattern, String status) {
        Matcher matcher = pattern.matcher(status);
        if (!matcher.find()) {
            throw new IllegalStateException("no time in " + status);
        }
        return Instant.parse(matcher.group(1));
    }
}
