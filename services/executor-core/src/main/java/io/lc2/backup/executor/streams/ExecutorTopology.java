package io.lc2.backup.executor.streams;

import static io.lc2.backup.messaging.serde.TypedSerializer.typed;

import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.codec.StateSerdes;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Envelope;
import io.lc2.backup.messaging.topics.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The loop of an executor on one page. One topology and not three, because a decision about a project needs its commands,
 * its events and the reports of its steps in one order, in one transaction, against one state.
 */
public final class ExecutorTopology {

    static final String COMMANDS_SOURCE = "commands";
    static final String EVENTS_SOURCE = "events";
    static final String SIGNALS_SOURCE = "signals";
    static final String PROCESSOR = "operations";
    static final String EVENTS_SINK = "events-out";
    static final String SIGNALS_SINK = "signals-out";

    private ExecutorTopology() {}

    /**
     * How values are read and written.
     *
     * @param commands records of the commands topic
     * @param events records of the events topic
     * @param signals records of the signals topic
     * @param operations values of the store of open operations
     * @param points values of the store of recovery points
     * @param answers values of the store of answered commands
     */
    public record Formats(
            Deserializer<DecodedCommand> commands,
            Serde<BackupEvent> events,
            Serde<Signal> signals,
            Serde<OperationState> operations,
            Serde<RecoveryPoint> points,
            Serde<HandledCommand> answers) {

        /** The formats of the platform. */
        public static Formats of(TopicSerdes serdes, Provider provider) {
            return new Formats(
                    serdes.decodedCommands().deserializer(),
                    serdes.of(Topics.EVENTS.codec()),
                    serdes.of(Topics.signals(provider).codec()),
                    StateSerdes.operations(),
                    StateSerdes.recoveryPoints(),
                    StateSerdes.handledCommands());
        }
    }

    /** Builds the topology; names of nodes and stores are contracts, a change is a migration. */
    public static Topology build(Formats formats, ExecutorParts parts) {
        StringDeserializer key = new StringDeserializer();
        StringSerializer keyOut = new StringSerializer();
        String own = Envelope.nameOf(parts.capabilities().provider());
        String signals = Topics.signals(parts.capabilities().provider()).name();
        return new Topology()
                .addSource(
                        COMMANDS_SOURCE,
                        key,
                        new InboundDeserializer<>(
                                formats.commands(),
                                (command, recovered) -> new Inbound.OfCommands(command),
                                provider -> !provider.equals(own)),
                        Topics.COMMANDS.name())
                .addSource(
                        EVENTS_SOURCE,
                        key,
                        new InboundDeserializer<>(formats.events().deserializer(), Inbound.OfEvents::new, own::equals),
                        Topics.EVENTS.name())
                .addSource(
                        SIGNALS_SOURCE,
                        key,
                        new InboundDeserializer<>(
                                formats.signals().deserializer(),
                                (signal, recovered) -> new Inbound.OfSignals(signal),
                                provider -> false),
                        signals)
                .addProcessor(PROCESSOR, supplier(formats, parts), COMMANDS_SOURCE, EVENTS_SOURCE, SIGNALS_SOURCE)
                .addSink(
                        EVENTS_SINK,
                        Topics.EVENTS.name(),
                        keyOut,
                        typed(formats.events().serializer(), BackupEvent.class),
                        PROCESSOR)
                .addSink(SIGNALS_SINK, signals, keyOut, typed(formats.signals().serializer(), Signal.class), PROCESSOR);
    }

    private static ProcessorSupplier<String, Inbound, String, Object> supplier(Formats formats, ExecutorParts parts) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Inbound, String, Object> get() {
                return new OperationProcessor(parts);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(ProjectStores.OPERATIONS),
                                Serdes.String(),
                                formats.operations()),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(ProjectStores.POINTS),
                                Serdes.String(),
                                formats.points()),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(ProjectStores.LEDGER),
                                Serdes.String(),
                                formats.answers()));
            }
        };
    }
}
