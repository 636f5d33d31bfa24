package io.lc2.backup.catalog.archive;

import io.lc2.backup.executor.spi.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Archives the log from time to time, beside the work of the catalog: whatever happens to it, the catalog goes on. A pass
 * that fails is repeated after a wait that doubles up to a bound; nothing is lost by it as long as Kafka keeps the records.
 */
public final class LogArchive {

    private static final Logger log = LoggerFactory.getLogger(LogArchive.class);

    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaCollector schemas;
    private final ArchiveSettings settings;
    private final ArchiveStatus status;
    private final InstantSource clock;
    private final ReentrantLock passing = new ReentrantLock();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * Starts nothing.
     *
     * @param admin stays open
     * @param consumers makes a consumer that reads committed records and keeps offsets of its own group
     */
    public LogArchive(
            Admin admin,
            Supplier<Consumer<byte[], byte[]>> consumers,
            SchemaCollector schemas,
            ArchiveSettings settings,
            ArchiveStatus status,
            InstantSource clock) {
        this.admin = admin;
        this.consumers = consumers;
        this.schemas = schemas;
        this.settings = settings;
        this.status = status;
        this.clock = clock;
    }

    /** Begins on a thread of its own: with a pass at once, since nobody knows when the last one was. */
    public void start() {
        thread = Thread.ofPlatform().name("catalog-archive").daemon().start(this::run);
    }

    /**
     * Ends between two files.
     *
     * @param atMost bound of the wait
     * @return whether it has ended
     * @throws InterruptedException when the caller is told to stop waiting
     */
    public boolean stop(Duration atMost) throws InterruptedException {
        stop.countDown();
        Thread running = thread;
        return running == null || running.join(atMost);
    }

    /**
     * Archives what there is now; waits while another pass runs.
     *
     * @throws KafkaException when Kafka or the registry is away
     * @throws ProviderException when the store does not take a file
     */
    public void pass() throws InterruptedException {
        passing.lockInterruptibly();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Instant began = clock.instant();
            new ArchivePass(new ArchivePass.Tools(admin, consumer, schemas), settings, status, clock, this::stopping)
                    .run();
            if (!stopping()) {
                status.passed(began);
            }
        } finally {
            passing.unlock();
        }
    }

    @SuppressWarnings("IllegalCatch") // The boundary: a defect must not end archiving for good and in silence.
    private void run() {
        Duration backoff = settings.firstBackoff();
        try {
            while (!stopping()) {
                Duration wait = settings.interval();
                try {
                    pass();
                    backoff = settings.firstBackoff();
                } catch (RuntimeException e) {
                    failed(e, backoff);
                    wait = backoff;
                    Duration doubled = backoff.multipliedBy(2);
                    backoff = doubled.compareTo(settings.longestBackoff()) < 0 ? doubled : settings.longestBackoff();
                }
                if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(RuntimeException failure, Duration backoff) {
        status.failed();
        boolean passes = failure instanceof ProviderException || failure instanceof KafkaException;
        log.atLevel(passes ? Level.WARN : Level.ERROR)
                .addKeyValue("retryIn", backoff)
                .addKeyValue("nextStep", nextStep(failure))
                .setCause(failure)
                .log("the log is not archived; should Kafka be lost now, what is not archived is lost with it");
    }

    private static String nextStep(RuntimeException failure) {
        return failure instanceof ProviderException known
                ? known.nextStep()
                : "It is tried again; look at Kafka and the registry if this goes on.";
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }
}
