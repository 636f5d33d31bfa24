package io.lc2.backup.scheduler.streams;

import static io.lc2.backup.messaging.serde.TypedSerializer.typed;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.messaging.codec.DecodedCommand;
import io.lc2.backup.messaging.codec.StateSerdes;
import io.lc2.backup.messaging.codec.TopicSerdes;
import io.lc2.backup.messaging.topics.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The scheduler on one page. One topology and not two, because whether a due time runs depends on its policy and on the
 * ends of earlier runs, and both must be in the transaction that writes the command and moves the due time on.
 */
public final class SchedulerTopology {

    static final String COMMANDS_SOURCE = "commands";
    static final String EVENTS_SOURCE = "events";
    static final String PROCESSOR = "schedules";
    static final String COMMANDS_SINK = "commands-out";
    static final String EVENTS_SINK = "events-out";

    /** What ends a run, and what retention has to know of a backup, by the simple names of the events. */
    private static final Set<String> EVENTS = Stream.concat(
                    leaves(BackupEvent.class)
                            .filter(type -> OperationEvent.Ended.class.isAssignableFrom(type)
                                    || RecoveryPointEvent.class.isAssignableFrom(type)),
                    Stream.of(CommandRejected.class, OperationStarted.class, BackupSoftDeleted.class))
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private SchedulerTopology() {}

    /**
     * How values are read and written.
     *
     * @param decoded records of the commands topic, as anybody may have written them
     * @param commands records of the commands topic, as we write them
     * @param events records of the events topic
     * @param policies values of the store of policies
     * @param answers values of the store of answered commands
     * @param backups values of the store of backups
     */
    public record Formats(
            Deserializer<DecodedCommand> decoded,
            Serializer<BackupCommand> commands,
            Serde<BackupEvent> events,
            Serde<PolicyState> policies,
            Serde<HandledCommand> answers,
            Serde<TrackedBackup> backups) {

        /** The formats of the platform. */
        public static Formats of(TopicSerdes serdes) {
            return new Formats(
                    serdes.decodedCommands().deserializer(),
                    serdes.of(Topics.COMMANDS.codec()).serializer(),
                    serdes.of(Topics.EVENTS.codec()),
                    StateSerdes.policies(),
                    StateSerdes.handledCommands(),
                    StateSerdes.trackedBackups());
        }
    }

    /** Builds the topology; names of nodes and stores are contracts, a change is a migration. */
    public static Topology build(Formats formats, SchedulerParts parts) {
        StringDeserializer key = new StringDeserializer();
        StringSerializer keyOut = new StringSerializer();
        return new Topology()
                .addSource(
                        COMMANDS_SOURCE,
                        key,
                        reading(formats.decoded(), Inbound.OfCommands::new, PolicyCommand::isNamed),
                        Topics.COMMANDS.name())
                .addSource(
                        EVENTS_SOURCE,
                        key,
                        reading(formats.events().deserializer(), Inbound.OfEvents::new, EVENTS::contains),
                        Topics.EVENTS.name())
                .addProcessor(PROCESSOR, supplier(formats, parts), COMMANDS_SOURCE, EVENTS_SOURCE)
                .addSink(
                        COMMANDS_SINK,
                        Topics.COMMANDS.name(),
                        keyOut,
                        typed(formats.commands(), BackupCommand.class),
                        PROCESSOR)
                .addSink(
                        EVENTS_SINK,
                        Topics.EVENTS.name(),
                        keyOut,
                        typed(formats.events().serializer(), BackupEvent.class),
                        PROCESSOR);
    }

    private static Stream<Class<?>> leaves(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(SchedulerTopology::leaves)
                : Stream.of(family);
    }

    private static <V> InboundDeserializer<V> reading(
            Deserializer<V> inner, Function<V, Inbound> wrap, Predicate<String> wanted) {
        return new InboundDeserializer<>(inner, wrap, wanted);
    }

    private static ProcessorSupplier<String, Inbound, String, Object> supplier(Formats formats, SchedulerParts parts) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Inbound, String, Object> get() {
                return new PolicyProcessor(parts);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                // In this order always, or the topology describes itself in another one.
                return new LinkedHashSet<>(List.of(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(PolicyStores.POLICIES),
                                Serdes.String(),
                                formats.policies()),
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(PolicyStores.DUE_TIMES),
                                Serdes.String(),
                                Serdes.ByteArray()),
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(PolicyStores.ANSWERS), Serdes.String(), formats.answers()),
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(PolicyStores.BACKUPS),
                                Serdes.String(),
                                formats.backups())));
            }
        };
    }
}
