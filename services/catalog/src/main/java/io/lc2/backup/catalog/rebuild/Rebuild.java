package io.lc2.backup.catalog.rebuild;

import io.lc2.backup.catalog.projection.Comparison;
import io.lc2.backup.catalog.projection.ProjectionDatabase;
import io.lc2.backup.catalog.projection.ProjectorStatus;
import io.lc2.backup.catalog.reading.RebuildGate;
import io.lc2.backup.messaging.topics.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops store and tables, replays the log, and compares what comes out with what was there.
 *
 * <p>The order survives a crash at any point: the offsets go first, since a replay over entries that are still there
 * changes nothing; then the store; then the tables. Whatever is missing at the next start, the log brings back.
 */
public final class Rebuild {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private static final Duration STOP = Duration.ofSeconds(60);
    /** Another instance that is being stopped is gone by then. */
    private static final Duration MEMBERS = Duration.ofSeconds(15);

    private static final String STOPPED = "The service was stopped; it goes on when it is started again.";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int PROBES = 10;

    /**
     * What the rebuild works on.
     *
     * @param parts what it stops and starts
     * @param group what Kafka keeps for the fold
     * @param probe looks into the log
     * @param database the tables it puts aside
     * @param comparison of the tables of before and after
     * @param projection how far the projection is
     */
    public record Tools(
            CatalogParts parts,
            FoldGroup group,
            LogProbe probe,
            ProjectionDatabase database,
            Comparison comparison,
            ProjectorStatus projection) {}

    private final Tools tools;
    private final RebuildGate gate;
    private final Duration longest;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile RebuildStatus status = RebuildStatus.IDLE;

    /**
     * Starts nothing.
     *
     * @param gate closed while it runs
     * @param longest bound of the replay
     * @param clock for what people are told
     * @param nanoTime for bounds
     */
    public Rebuild(Tools tools, RebuildGate gate, Duration longest, InstantSource clock, LongSupplier nanoTime) {
        this.tools = tools;
        this.gate = gate;
        this.longest = longest;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** How the last one went, or how far it is. */
    public RebuildStatus status() {
        return status;
    }

    /**
     * Begins on a thread of its own.
     *
     * @return false when one is running
     */
    public boolean begin() {
        return begin(this::replay);
    }

    /**
     * Begins on a thread of its own: fills the log first, and replays it then.
     *
     * @param source from where the log is filled
     * @return false when one is running
     */
    public boolean begin(LogSource source) {
        return begin(() -> refill(source));
    }

    private boolean begin(Work work) {
        if (!gate.close()) {
            return false;
        }
        status = RebuildStatus.running(clock.instant(), "Stopping the fold.");
        Thread.ofPlatform().name("catalog-rebuild").start(() -> run(work));
        return true;
    }

    /** Whether one is running. */
    public boolean isRunning() {
        return gate.closed();
    }

    /** Lets a running one end early; what it has not done the next start of the service does. */
    public void cancel() {
        stop.countDown();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (RebuildFailedException | SQLException | KafkaException | FlywayException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = status.failed(clock.instant(), STOPPED);
        } finally {
            gate.open();
        }
    }

    private void replay() throws RebuildFailedException, SQLException, InterruptedException {
        Map<TopicPartition, Long> folded = quiesce();
        reset();
        tools.parts().release();
        awaitReplay(folded);
        compare(folded);
    }

    /** What was folded by then is of no interest: it is of a log that is gone, or of half of the new one. */
    private void refill(LogSource source) throws RebuildFailedException, SQLException, InterruptedException {
        // The service may just be coming up: nobody shall fold or project while the log is being filled.
        tools.parts().hold();
        stopFold();
        if (!tools.parts().stopProjection(STOP)) {
            throw new RebuildFailedException("The projection did not stop; restart the service and try again.");
        }
        RecoveryReport report = RecoveryReport.of(source.restore(this::sayUnlessStopped));
        tools.database().migrate();
        reset();
        tools.parts().release();
        Map<TopicPartition, Long> written = tools.group().ends(Topics.EVENTS.name());
        awaitReplay(written);
        Comparison.Result result = tools.comparison().compare(written);
        status = RebuildStatus.restored(status, clock.instant(), result, report);
        log.atInfo()
                .addKeyValue("events", report.eventsRestored())
                .addKeyValue("backupsFromManifests", report.backupsFromManifests())
                .addKeyValue("notRecovered", report.notRecovered())
                .log("the log is rebuilt from storage");
    }

    /** Whatever has been dropped by then, the parts bring it back from the log when they run. */
    private void failed(Exception failure) {
        log.atError().setCause(failure).log("rebuild failed");
        status = status.failed(clock.instant(), String.valueOf(failure.getMessage()));
        if (stop.getCount() > 0) {
            restart();
        }
    }

    private void restart() {
        try {
            tools.parts().release();
        } catch (KafkaException e) {
            log.atError().setCause(e).log("fold does not start after a failed rebuild; restart the service");
        }
    }

    /** Stops both parts at one point of the log, and tells which. */
    private Map<TopicPartition, Long> quiesce() throws RebuildFailedException, InterruptedException {
        stopFold();
        Map<TopicPartition, Long> folded = tools.group().offsets();
        say("Waiting for the projection to write what is folded.");
        awaitProjection(wanted(folded));
        if (!tools.parts().stopProjection(STOP)) {
            throw new RebuildFailedException("The projection did not stop; restart the service and try again.");
        }
        return folded;
    }

    private void stopFold() throws RebuildFailedException, InterruptedException {
        if (!tools.parts().stopFold(STOP)) {
            throw new RebuildFailedException("The fold did not stop; restart the service and try again.");
        }
        await(
                MEMBERS,
                "Another instance of the catalog is running. Stop all but one, then try again.",
                () -> !tools.group().hasMembers());
    }

    private void reset() throws RebuildFailedException, SQLException, InterruptedException {
        say("Dropping store and tables.");
        Map<TopicPartition, Long> emitted = tools.group().ends(Topics.CATALOG.name());
        tools.group().forgetOffsets();
        tools.parts().deleteLocalState();
        tools.group().deleteChangelog();
        await(
                STOP,
                "The changelog of the store was not deleted.",
                () -> !tools.group().changelogExists());
        // What the fold has emitted so far must not count: the rows shall come from the replay.
        tools.database().putAside(emitted);
    }

    private void awaitReplay(Map<TopicPartition, Long> folded) throws RebuildFailedException, InterruptedException {
        say("Replaying the log.");
        await(longest, "The replay took longer than allowed; it goes on.", () -> reached(folded));
        say("Waiting for the projection to write what was replayed.");
        awaitProjection(wanted(folded));
    }

    private boolean reached(Map<TopicPartition, Long> folded) throws RebuildFailedException {
        Map<TopicPartition, Long> offsets = tools.group().offsets();
        for (Map.Entry<TopicPartition, Long> end : folded.entrySet()) {
            long offset = offsets.getOrDefault(end.getKey(), 0L);
            if (offset < end.getValue() && tools.probe().mayHoldRecords(end.getKey(), offset, end.getValue(), PROBES)) {
                return false;
            }
        }
        return true;
    }

    /** All of what the fold has emitted, and as much of the events as it has folded. */
    private Map<TopicPartition, Long> wanted(Map<TopicPartition, Long> folded) throws RebuildFailedException {
        Map<TopicPartition, Long> wanted = new HashMap<>(tools.group().ends(Topics.CATALOG.name()));
        folded.forEach((partition, offset) -> {
            if (partition.topic().equals(Topics.EVENTS.name())) {
                wanted.put(partition, offset);
            }
        });
        return wanted;
    }

    private void awaitProjection(Map<TopicPartition, Long> wanted) throws RebuildFailedException, InterruptedException {
        await(longest, "The projection does not get to the end; /health/ready says why.", () -> {
            Map<TopicPartition, Long> positions = tools.projection().now().positions();
            return wanted.entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }

    private void compare(Map<TopicPartition, Long> folded) throws SQLException {
        say("Comparing.");
        Map<TopicPartition, Long> events = new HashMap<>(folded);
        events.keySet().removeIf(partition -> !partition.topic().equals(Topics.EVENTS.name()));
        Comparison.Result result = tools.comparison().compare(events);
        if (result.identical()) {
            tools.database().dropAside();
        } else {
            log.atError().addKeyValue("differences", result.differences()).log("replay gave something else");
        }
        status = new RebuildStatus(
                "completed",
                status.startedAt(),
                clock.instant(),
                result.events(),
                result.rows(),
                result.identical(),
                result.identical()
                        ? "Every row is what it was before."
                        : "Rows that differ per table: " + result.differences()
                                + ". The tables of before are kept beside the new ones until the next rebuild.",
                null);
    }

    private void sayUnlessStopped(String message) throws RebuildFailedException {
        if (stop.getCount() == 0) {
            throw new RebuildFailedException("The service was stopped; begin again when it is started.");
        }
        say(message);
    }

    private void say(String message) {
        status = RebuildStatus.running(Objects.requireNonNull(status.startedAt()), message);
        log.atInfo().addKeyValue("step", message).log("rebuild");
    }

    @FunctionalInterface
    private interface Work {
        void run() throws RebuildFailedException, SQLException, InterruptedException;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws RebuildFailedException;
    }

    private void await(Duration atMost, String otherwise, Condition condition)
            throws RebuildFailedException, InterruptedException {
        long end = nanoTime.getAsLong() + atMost.toNanos();
        while (!condition.holds()) {
            if (nanoTime.getAsLong() >= end) {
                throw new RebuildFailedException(otherwise);
            }
            if (stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RebuildFailedException(STOPPED);
            }
        }
    }
}
