package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The loop of one partition as {@link ExecutorTopology} runs it, for callers that bring their own context and stores: a
 * simulation decides there what is committed, what is lost, and when.
 */
public final class PartitionLoop {

    /** Store of operations that have not ended. */
    public static final String OPERATIONS = ProjectStores.OPERATIONS;

    /** Store of recovery points. */
    public static final String POINTS = ProjectStores.POINTS;

    /** Store of answered commands and ended operations. */
    public static final String LEDGER = ProjectStores.LEDGER;

    private final OperationProcessor processor;

    /**
     * A loop that has no partition yet.
     *
     * @param parts what it is made of
     * @param rules what decides
     */
    public PartitionLoop(ExecutorParts parts, Rules rules) {
        this.processor = new OperationProcessor(parts, rules);
    }

    /**
     * Takes a partition over; also again after {@link #close}.
     *
     * @param context clock, stores, and the way out: events and signals are forwarded to sinks of their own
     */
    public void init(ProcessorContext<String, Object> context) {
        processor.init(context);
    }

    /** A command was read. */
    public void command(BackupCommand command) {
        take(command.meta().project().value(), new Inbound.OfCommands(new DecodedCommand.Decoded(command)));
    }

    /** An order or a report was read back. */
    public void signal(Signal signal) {
        take(signal.attempt().project().value(), new Inbound.OfSignals(signal));
    }

    /** The partition is lost, or its transaction was aborted. */
    public void close() {
        processor.close();
    }

    private void take(String key, Inbound inbound) {
        processor.process(new Record<>(key, inbound, 0L, new RecordHeaders()));
    }
}
