package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.codec.StateSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * One partition whose processor can be lost and assigned again, as the same instance on the same stores. What it writes is
 * read back only when the test says so, as from a topic.
 */
final class LoopPartition implements AutoCloseable {

    final KeyValueStore<String, OperationState> operations = store(ProjectStores.OPERATIONS, StateSerdes.operations());
    final KeyValueStore<String, RecoveryPoint> points = store(ProjectStores.POINTS, StateSerdes.recoveryPoints());
    final KeyValueStore<String, HandledCommand> ledger = store(ProjectStores.LEDGER, StateSerdes.handledCommands());

    private final OperationProcessor processor;
    private final int number;
    private MockProcessorContext<String, Object> context;
    private Instant now = LoopFixtures.T0;
    private int taken;

    LoopPartition(int number, ExecutorParts parts) {
        this.number = number;
        this.processor = new OperationProcessor(parts);
        this.context = newContext();
        operations.init(context.getStateStoreContext(), operations);
        points.init(context.getStateStoreContext(), points);
        ledger.init(context.getStateStoreContext(), ledger);
    }

    /** Gives the partition to the processor; its first tick is still to come. */
    LoopPartition assign() {
        context = newContext();
        context.addStateStore(operations);
        context.addStateStore(points);
        context.addStateStore(ledger);
        taken = 0;
        processor.init(context);
        return this;
    }

    /** Assigned, and everything that was open taken over. */
    LoopPartition assignAndRecover() {
        return assign().tick(Duration.ofMillis(200));
    }

    LoopPartition revoke() {
        processor.close();
        return this;
    }

    LoopPartition command(BackupCommand command) {
        return command(command, new RecordHeaders());
    }

    LoopPartition command(BackupCommand command, Headers headers) {
        Inbound value = new Inbound.OfCommands(new DecodedCommand.Decoded(command));
        return process(command.meta().project().value(), value, headers);
    }

    LoopPartition report(StepReport report) {
        Signal signal = new Signal.ReportSignal(report, now);
        return process(report.attempt().project().value(), new Inbound.OfSignals(signal), new RecordHeaders());
    }

    LoopPartition event(BackupEvent event) {
        return process(event.project().value(), new Inbound.OfEvents(event, false), new RecordHeaders());
    }

    /** An event that a recovery of a lost log wrote. */
    LoopPartition recovered(BackupEvent event) {
        return process(event.project().value(), new Inbound.OfEvents(event, true), new RecordHeaders());
    }

    LoopPartition process(String key, Inbound value, Headers headers) {
        processor.process(new Record<>(key, value, now.toEpochMilli(), headers));
        return this;
    }

    /** Lets time pass and the punctuator run once. */
    LoopPartition tick(Duration passes) {
        now = now.plus(passes);
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        context.scheduledPunctuators().stream()
                .filter(ticks -> !ticks.cancelled())
                .forEach(ticks -> ticks.getPunctuator().punctuate(now.toEpochMilli()));
        return this;
    }

    /** Reads back the orders that were written since the last time. */
    LoopPartition readBack() {
        for (Record<String, Object> order : newOrders()) {
            process(order.key(), new Inbound.OfSignals((Signal) order.value()), order.headers());
        }
        return this;
    }

    /** Takes the orders that were written since the last time, for reading them back later. */
    List<Record<String, Object>> newOrders() {
        List<Record<String, Object>> orders = new ArrayList<>();
        var forwarded = context.forwarded();
        for (var written : forwarded.subList(taken, forwarded.size())) {
            if (written.record().value() instanceof Signal) {
                orders.add(new Record<>(
                        written.record().key(),
                        written.record().value(),
                        written.record().timestamp(),
                        written.record().headers()));
            }
        }
        taken = forwarded.size();
        return orders;
    }

    /** What was written in this life. */
    <T> List<T> written(Class<T> type) {
        return context.forwarded().stream()
                .map(written -> (Object) written.record().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Headers of everything that was written in this life. */
    List<Headers> writtenHeaders() {
        return context.forwarded().stream()
                .map(written -> written.record().headers())
                .toList();
    }

    boolean commitRequested() {
        return context.committed();
    }

    Instant now() {
        return now;
    }

    @Override
    public void close() {
        processor.close();
        operations.close();
        points.close();
        ledger.close();
    }

    private MockProcessorContext<String, Object> newContext() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "loop");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        MockProcessorContext<String, Object> made = new MockProcessorContext<>(
                config, new TaskId(0, number), Path.of("target").toFile());
        made.setCurrentSystemTimeMs(now.toEpochMilli());
        return made;
    }

    private static <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
    }
}
