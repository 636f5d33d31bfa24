package io.lc2.backup.scheduler.runtime;

import io.lc2.backup.domain.schedule.Timetable;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import io.lc2.backup.scheduler.streams.Lateness;
import io.lc2.backup.scheduler.streams.SchedulerParts;
import io.lc2.backup.scheduler.streams.SchedulerTopology;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running scheduler. Made, started once, closed once; it has no framework around it. */
public final class SchedulerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulerRuntime.class);

    /** Replacing a thread heals what passes (a broker, a registry); what comes back this often does not pass. */
    private static final int MOST_REPLACEMENTS = 20;

    private final RuntimeSettings settings;
    private final TopicSerdes serdes;
    private final KafkaStreams streams;
    private final AtomicInteger replaced = new AtomicInteger();

    /**
     * Makes a scheduler; nothing runs before {@link #start}.
     *
     * @param settings what is set from outside
     * @param timetable reads cron expressions
     * @param lateness is told how late each run was asked for
     * @param clock bounds what one tick may take; what is decided goes by the clock of Kafka Streams
     * @throws org.apache.kafka.common.KafkaException when the settings are not those of a Kafka client
     */
    public SchedulerRuntime(RuntimeSettings settings, Timetable timetable, Lateness lateness, InstantSource clock) {
        this.settings = settings;
        this.serdes = TopicSerdes.connect(settings.registry());
        this.streams = new KafkaStreams(
                SchedulerTopology.build(
                        SchedulerTopology.Formats.of(serdes),
                        new SchedulerParts(timetable, settings.loop(), lateness, clock)),
                StreamsSettings.of(settings));
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> LOG.atInfo()
                .addKeyValue("state", now)
                .addKeyValue("before", before)
                .log("The loop changes state"));
    }

    /**
     * Makes the topics exist and registers their schemas, so that no stream thread has to wait for the registry later.
     * Blocks for a bounded time; idempotent.
     *
     * @throws io.lc2.backup.messaging.topics.BootstrapException when Kafka is away or topics are not as they must be
     * @throws io.lc2.backup.messaging.registry.SchemaRegistryException when the registry is away or refuses
     */
    public Bootstrap.Report bootstrap(TopicLayout layout) {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            return new Bootstrap(admin, serdes.registry(), layout).run(Topics.all(Set.of()));
        }
    }

    /** Joins the other instances. Returns at once; {@link #ready} says when it works. */
    public void start() {
        streams.start();
    }

    /** Whether it owns its partitions, with their state restored; false while they move. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** False when only a restart of the process helps. */
    public boolean live() {
        KafkaStreams.State state = streams.state();
        return state != KafkaStreams.State.ERROR
                && state != KafkaStreams.State.PENDING_ERROR
                && state != KafkaStreams.State.NOT_RUNNING;
    }

    /** What it is doing, for people. */
    public String detail() {
        return "streams " + streams.state() + ", " + replaced.get() + " threads replaced";
    }

    /** Leaves the group, which gives the partitions to others at once, and ends. Blocks for a bounded time; idempotent. */
    @Override
    public void close() {
        boolean closed = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(settings.closeWithin()));
        serdes.close();
        LOG.atInfo().addKeyValue("groupLeft", closed).log("The scheduler is closed");
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        boolean again = !(failure instanceof Error) && replaced.incrementAndGet() <= MOST_REPLACEMENTS;
        (again ? LOG.atWarn() : LOG.atError())
                .setCause(failure)
                .addKeyValue("replaced", replaced)
                .log(
                        again
                                ? "A stream thread died and is replaced"
                                : "Stream threads keep dying; the scheduler gives up and has to be started again");
        return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
