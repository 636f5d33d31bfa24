package io.lc2.backup.testkit.simulation;

import io.lc2.backup.executor.streams.PartitionLoop;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What Kafka Streams is to the loop: stores, a clock, ticks, and a transaction that collects what is written. */
final class TaskContext implements ProcessorContext<String, Object> {

    private final TaskId task;
    private final TaskStores stores;
    private final LongSupplier clock;
    private final List<Object> outputs = new ArrayList<>();
    private @Nullable Punctuator punctuator;

    TaskContext(int partition, TaskStores stores, LongSupplier clock) {
        this.task = new TaskId(0, partition);
        this.stores = stores;
        this.clock = clock;
    }

    /** What the open transaction has written. */
    List<Object> outputs() {
        return outputs;
    }

    void tick() {
        if (punctuator != null) {
            punctuator.punctuate(clock.getAsLong());
        }
    }

    @Override
    public <K extends String, V> void forward(Record<K, V> record, String sink) {
        outputs.add(Objects.requireNonNull(record.value()));
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        punctuator = callback;
        return () -> punctuator = null;
    }

    @Override
    // The interface of Kafka Streams; the loop asks for each store by the name under which it is kept.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S extends StateStore> S getStateStore(String name) {
        return (S)
                switch (name) {
                    case PartitionLoop.OPERATIONS -> stores.operations();
                    case PartitionLoop.POINTS -> stores.points();
                    case PartitionLoop.LEDGER -> stores.ledger();
                    default -> throw new IllegalArgumentException("there is no store " + name);
                };
    }

    @Override
    public long currentSystemTimeMs() {
        return clock.getAsLong();
    }

    @Override
    public TaskId taskId() {
        return task;
    }

    @Override
    public void commit() {
        // The task commits whatever was written, soon after it was.
    }

    @Override
    public <K extends String, V> void forward(Record<K, V> record) {
        throw unused();
    }

    @Override
    public String applicationId() {
        throw unused();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        throw unused();
    }

    @Override
    public Serde<?> keySerde() {
        throw unused();
    }

    @Override
    public Serde<?> valueSerde() {
        throw unused();
    }

    @Override
    public File stateDir() {
        throw unused();
    }

    @Override
    public StreamsMetrics metrics() {
        throw unused();
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        throw unused();
    }

    @Override
    public Map<String, Object> appConfigs() {
        throw unused();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        throw unused();
    }

    @Override
    public long currentStreamTimeMs() {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the loop does not use this");
    }
}
