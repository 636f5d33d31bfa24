package io.lc2.backup.catalog;

import io.lc2.backup.catalog.CatalogSettings.Projection;
import io.lc2.backup.catalog.archive.LogArchive;
import io.lc2.backup.catalog.rebuild.CatalogParts;
import io.lc2.backup.catalog.rebuild.Rebuild;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the parts once the log is there, and stops them with the service. Waiting for Kafka does not hold up the start of
 * the service: it says over HTTP that it is not ready, and why.
 */
final class CatalogLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CatalogLifecycle.class);

    /** Kafka's own time-outs end within this. */
    private static final Duration STOP = Duration.ofSeconds(30);

    private final CatalogParts parts;
    private final LogBootstrap bootstrap;
    private final Rebuild rebuild;
    private final Projection waits;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final @Nullable LogArchive archive;
    private volatile @Nullable Thread starter;

    /**
     * Starts nothing.
     *
     * @param archive null when the log is not archived
     */
    CatalogLifecycle(
            CatalogParts parts,
            LogBootstrap bootstrap,
            Rebuild rebuild,
            Projection waits,
            @Nullable LogArchive archive) {
        this.archive = archive;
        this.parts = parts;
        this.bootstrap = bootstrap;
        this.rebuild = rebuild;
        this.waits = waits;
    }

    @Override
    public void start() {
        starter = Thread.ofVirtual().name("catalog-start").start(this::startParts);
    }

    private void startParts() {
        try {
            Duration backoff = waits.firstBackoff();
            Optional<String> problem = tryStart();
            while (problem.isPresent()) {
                log.atWarn().addKeyValue("problem", problem.get()).log("cannot start yet, trying again");
                if (stop.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Duration doubled = backoff.multipliedBy(2);
                backoff = doubled.compareTo(waits.longestBackoff()) < 0 ? doubled : waits.longestBackoff();
                problem = tryStart();
            }
            startArchive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startArchive() {
        if (archive == null) {
            log.atWarn()
                    .addKeyValue("setting", "lc2.catalog.archive")
                    .log("the log is not archived: should Kafka be lost, only manifests are left to rebuild it from");
        } else {
            archive.start();
        }
    }

    private Optional<String> tryStart() throws InterruptedException {
        Optional<String> problem = bootstrap.problem();
        if (problem.isPresent()) {
            return problem;
        }
        try {
            parts.start();
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of("The fold does not start: " + e.getMessage());
        }
    }

    @Override
    public void stop() {
        stop.countDown();
        rebuild.cancel();
        Thread starting = starter;
        starter = null;
        try {
            if (starting != null && !starting.join(STOP)) {
                starting.interrupt();
            }
            boolean archived = archive == null || archive.stop(STOP);
            boolean projection = parts.stopProjection(STOP);
            boolean fold = parts.stopFold(STOP);
            if (!archived || !projection || !fold) {
                log.atWarn()
                        .addKeyValue("archive", archived)
                        .addKeyValue("projection", projection)
                        .addKeyValue("fold", fold)
                        .log("not everything stopped in time; the next start goes on from what is committed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return starter != null;
    }
}
