package io.lc2.backup.catalog.fold;

import io.lc2.backup.messaging.topics.ProjectPartitioner;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology. It can be started again after a stop, each time as a new client. Start and stop have one owner;
 * the rest is thread-safe.
 */
public final class CatalogStreams {

    private static final Logger log = LoggerFactory.getLogger(CatalogStreams.class);

    /** Replacing a thread heals what passes (a broker, a registry); what comes back this often does not pass. */
    private static final int MOST_REPLACEMENTS = 20;

    private final Supplier<Topology> topology;
    private final Properties properties;
    private final IntSupplier partitions;
    private volatile @Nullable KafkaStreams streams;

    /**
     * Starts nothing.
     *
     * @param topology made anew for each start
     * @param properties settings of the client
     * @param partitions of each topic it reads; known once it is started
     */
    public CatalogStreams(Supplier<Topology> topology, Properties properties, IntSupplier partitions) {
        this.topology = topology;
        this.properties = properties;
        this.partitions = partitions;
    }

    /** Starts a new client; the topics it reads must exist. */
    public void start() {
        KafkaStreams starting = new KafkaStreams(topology.get(), properties);
        AtomicInteger replaced = new AtomicInteger();
        starting.setUncaughtExceptionHandler(failure -> {
            boolean again = replaced.incrementAndGet() <= MOST_REPLACEMENTS;
            log.atError()
                    .addKeyValue("replaced", replaced)
                    .setCause(failure)
                    .log(again ? "stream thread failed and is replaced" : "stream threads keep failing, giving up");
            return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams = starting;
        starting.start();
    }

    /**
     * Stops the client and leaves the group, so that the next start does not wait for this member to time out. Does
     * nothing when it does not run.
     *
     * @param atMost bound of the wait
     * @return whether everything is closed
     */
    public boolean stop(Duration atMost) {
        KafkaStreams stopping = streams;
        boolean closed = stopping == null
                || stopping.close(CloseOptions.timeout(atMost)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        streams = closed ? null : stopping;
        return closed;
    }

    /** Deletes the local stores; only when stopped. */
    public void deleteLocalState() {
        if (streams != null) {
            throw new IllegalStateException("stop it first");
        }
        // A client that was never started; it holds the lock of the directory until it is closed.
        try (KafkaStreams cleaning = new KafkaStreams(topology.get(), properties)) {
            cleaning.cleanUp();
        }
    }

    /** Where it is; {@code NOT_RUNNING} when it was not started or was stopped. */
    public KafkaStreams.State state() {
        KafkaStreams current = streams;
        return current == null ? KafkaStreams.State.NOT_RUNNING : current.state();
    }

    /** The running client, for its metrics; empty when stopped. */
    public Optional<KafkaStreams> client() {
        return Optional.ofNullable(streams);
    }

    /**
     * The entries of a project as this instance folds them, changes that are not committed yet included; empty when
     * another instance owns the project or the store is being restored.
     *
     * @param project whose
     */
    public Optional<ReadOnlyKeyValueStore<String, byte[]>> entriesOf(String project) {
        KafkaStreams current = streams;
        if (current == null) {
            return Optional.empty();
        }
        try {
            // Not by asking Kafka Streams who owns the key: it knows that only of instances that tell their address.
            int partition = ProjectPartitioner.partitionOf(project, partitions.getAsInt());
            return Optional.of(
                    current.store(StoreQueryParameters.<ReadOnlyKeyValueStore<String, byte[]>>fromNameAndType(
                                    CatalogTopology.STORE, QueryableStoreTypes.keyValueStore())
                            .withPartition(partition)));
        } catch (InvalidStateStoreException e) {
            return Optional.empty();
        }
    }
}
