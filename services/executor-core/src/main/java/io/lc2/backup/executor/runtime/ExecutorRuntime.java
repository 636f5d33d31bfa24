package io.lc2.backup.executor.runtime;

import io.lc2.backup.domain.plan.ProviderCapabilities;
import io.lc2.backup.executor.spi.Step;
import io.lc2.backup.executor.streams.ExecutorParts;
import io.lc2.backup.executor.streams.ExecutorSlots;
import io.lc2.backup.executor.streams.ExecutorTopology;
import io.lc2.backup.executor.worker.StepWorkers;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Bootstrap;
import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running executor: the loop, its workers and the way of their reports. Made, started once, closed once; it has no
 * framework around it.
 */
public final class ExecutorRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);

    /** What steps get to end by themselves before the partitions go to others, who may then run them beside us. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final ExecutorSettings settings;
    private final ProviderCapabilities capabilities;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final TopicSerdes serdes;
    private final KafkaReports reports;
    private final StepWorkers workers;
    private final ExecutorSlots slots;
    private final StoreMemory memory;
    private final ThreadReplacement replacement;
    private final KafkaStreams streams;

    /**
     * Makes an executor; nothing runs before {@link #start}.
     *
     * @param settings what is set from outside
     * @param capabilities its provider and what that can do
     * @param steps how steps are carried out, each kind once
     * @param clock the time of leases, bounds and reports; what is decided goes by the clock of Kafka Streams
     * @param random jitter; must be safe for several threads
     * @throws org.apache.kafka.common.KafkaException when the settings are not those of a Kafka client
     */
    public ExecutorRuntime(
            ExecutorSettings settings,
            ProviderCapabilities capabilities,
            Collection<Step> steps,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.capabilities = capabilities;
        this.clock = clock;
        ExecutorSettings.Rules rules = settings.rules();
        this.serdes = TopicSerdes.connect(settings.access().registry());
        this.slots = new ExecutorSlots(rules.limits());
        this.memory = new StoreMemory(settings.storeMemory());
        this.replacement = new ThreadReplacement(clock, closing);
        String source = ExecutorParts.source(capabilities.provider());
        this.reports = KafkaReports.connect(settings, capabilities.provider(), serdes, clock, source);
        this.workers = new StepWorkers(steps, reports, clock, rules.workers());
        ExecutorParts parts = new ExecutorParts(
                capabilities,
                rules.limits(),
                rules.retries(),
                rules.deletionGrace(),
                slots,
                workers,
                rules.loop(),
                random,
                clock);
        this.streams = streams(parts);
    }

    /**
     * Makes the topics of this executor exist and registers their schemas, so that no stream thread has to wait for the
     * registry later. Blocks for a bounded time; idempotent.
     *
     * @throws io.lc2.backup.messaging.topics.BootstrapException when Kafka is away or topics are not as they must be
     * @throws io.lc2.backup.messaging.registry.SchemaRegistryException when the registry is away or refuses
     */
    public Bootstrap.Report bootstrap(TopicLayout layout) {
        Map<String, Object> config = new HashMap<>(settings.access().kafka());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.access().bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            return new Bootstrap(admin, serdes.registry(), layout).run(Topics.all(Set.of(capabilities.provider())));
        }
    }

    /** Joins the other executors of the provider. Returns at once; {@link #health} says when it is ready. */
    public void start() {
        streams.start();
    }

    /** How it fares. */
    public ExecutorHealth health() {
        KafkaStreams.State state = streams.state();
        boolean failed = state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR;
        boolean ended = state == KafkaStreams.State.NOT_RUNNING || closing.getCount() == 0;
        boolean live = !failed && !ended && workers.alive();
        boolean ready = live && state == KafkaStreams.State.RUNNING && slots.recovering() == 0;
        String detail = "streams " + state + ", " + slots.partitions() + " partitions, "
                + slots.recovering() + " being taken over, " + replacement.replaced() + " threads replaced"
                + (workers.alive() ? "" : ", no heartbeats");
        return new ExecutorHealth(live, ready, detail);
    }

    /** Number of operations this executor works on; they hold a slot each. */
    public int activeOperations() {
        return slots.active();
    }

    /** Number of steps at work in this process. */
    public int runningSteps() {
        return workers.running();
    }

    /** Number of partitions this executor owns and has taken over. */
    public int partitions() {
        return slots.partitions();
    }

    /** Number of reports of steps that could not be delivered since the start. */
    public long undeliveredReports() {
        return reports.undelivered();
    }

    /** Number of stream threads replaced since the start. */
    public int replacedThreads() {
        return replacement.replaced();
    }

    /**
     * Hands everything over to the other executors and ends. Steps are told to stop and get a moment to do so, so that
     * what they say last still counts; then the group is left, which gives the partitions to others at once instead of
     * after the session timeout. Blocks for at most {@link ExecutorSettings#closeWithin}; idempotent.
     */
    @Override
    public void close() {
        synchronized (closing) {
            if (closing.getCount() == 0) {
                return;
            }
            closing.countDown();
        }
        Instant end = clock.instant().plus(settings.closeWithin());
        boolean drained = workers.drain(shorter(DRAIN, left(end)));
        boolean left = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(left(end)));
        workers.close();
        reports.close(left(end));
        serdes.close();
        if (left) {
            // A store that is still open would use it after its end.
            memory.close();
        }
        LOG.atInfo()
                .addKeyValue("stepsEnded", drained)
                .addKeyValue("groupLeft", left)
                .log("The executor is closed");
    }

    private KafkaStreams streams(ExecutorParts parts) {
        Properties config = new Properties();
        config.putAll(StreamsSettings.of(settings, capabilities.provider(), memory));
        KafkaStreams made = new KafkaStreams(
                ExecutorTopology.build(ExecutorTopology.Formats.of(serdes, capabilities.provider()), parts), config);
        made.setUncaughtExceptionHandler(replacement);
        made.setStateListener((now, before) -> LOG.atInfo()
                .addKeyValue("state", now)
                .addKeyValue("before", before)
                .log("The loop changes state"));
        return made;
    }

    private Duration left(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
