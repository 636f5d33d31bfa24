package io.lc2.backup.catalog.fold;

import io.lc2.backup.catalog.codec.LogFormats;
import io.lc2.backup.messaging.topics.ProjectPartitioner;
import io.lc2.backup.messaging.topics.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * One topology and not two, although commands and events come from two topics: an entry is folded from both, and what is
 * folded together must lie in one task. Topics, partitions and keys are equal on both sides, so it does.
 *
 * <pre>
 * backup-commands ─▶ commands ─┐
 *                              ├─▶ fold (store catalog-entries) ─▶ entries ─▶ backup-catalog
 * backup-events ───▶ events ───┘
 * </pre>
 *
 * The names of nodes and store are contracts: the changelog topic is called after the store.
 */
public final class CatalogTopology {

    /** Source of commands. */
    static final String COMMANDS = "commands";

    /** Source of events. */
    static final String EVENTS = "events";

    /** The processor. */
    static final String FOLD = "fold";

    /** Sink of entries. */
    static final String ENTRIES = "entries";

    /** The store: key as {@link io.lc2.backup.catalog.codec.EntryKey#text}, value as on the topic. */
    public static final String STORE = "catalog-entries";

    private CatalogTopology() {}

    /**
     * The topology.
     *
     * @param formats how records are read and written
     * @param listener told after each change of an entry
     */
    public static Topology build(LogFormats formats, EntryListener listener) {
        Deserializer<String> keys = Serdes.String().deserializer();
        return new Topology()
                .addSource(COMMANDS, keys, formats.commands(), Topics.COMMANDS.name())
                .addSource(EVENTS, keys, formats.events(), Topics.EVENTS.name())
                .addProcessor(FOLD, new FoldSupplier(formats.entries(), listener), COMMANDS, EVENTS)
                .addSink(
                        ENTRIES,
                        Topics.CATALOG.name(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer(),
                        ProjectPartitioner.forStreams(),
                        FOLD);
    }
}
