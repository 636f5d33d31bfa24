package io.lc2.backup.messaging.topics;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.catalog.CatalogEntry;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.codec.BackupCommandCodec;
import io.lc2.backup.messaging.codec.BackupEventCodec;
import io.lc2.backup.messaging.codec.CatalogEntryCodec;
import io.lc2.backup.messaging.codec.Codec;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.codec.SignalCodec;
import io.lc2.backup.messaging.topics.TopicDefinition.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every topic of the platform. No topic is named anywhere else. */
public final class Topics {

    /**
     * Partitions of each topic unless configured otherwise; the same everywhere and never changed, because state lives
     * where its key lives.
     */
    public static final int DEFAULT_PARTITIONS = 48;

    /** What people and schedules ask for; the audit keeps a copy, so they may expire. */
    public static final Topic<BackupCommand> COMMANDS =
            topic("backup-commands", Cleanup.DELETE, Duration.ofDays(30), new BackupCommandCodec(), Envelopes::of);

    /** What happened: the source of truth, kept for ever and never compacted. */
    public static final Topic<BackupEvent> EVENTS =
            topic("backup-events", Cleanup.DELETE, null, new BackupEventCodec(), Envelopes::of);

    /** What the catalog knows of each operation. */
    public static final Topic<CatalogEntry> CATALOG =
            topic("backup-catalog", Cleanup.COMPACT, null, new CatalogEntryCodec(), Envelopes::of);

    /** Raw bytes nobody could make sense of, with the reason in their headers; see {@link DeadLetter}. */
    public static final TopicDefinition DEAD_LETTERS =
            new TopicDefinition("backup-dead-letters", Cleanup.DELETE, Duration.ofDays(90), List.of());

    private static final Duration SIGNAL_RETENTION = Duration.ofDays(7);

    private static final Map<Provider, Topic<Signal>> SIGNALS =
            Stream.of(Provider.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), Topics::signalsOf));

    private Topics() {}

    /** Orders and reports between the loop of one provider's executor and its workers. */
    public static Topic<Signal> signals(Provider provider) {
        return Objects.requireNonNull(SIGNALS.get(provider));
    }

    /**
     * The topics of a platform.
     *
     * @param providers those with an executor
     */
    public static List<TopicDefinition> all(Set<Provider> providers) {
        List<TopicDefinition> all =
                new ArrayList<>(List.of(COMMANDS.definition(), EVENTS.definition(), CATALOG.definition()));
        new TreeSet<>(providers).forEach(provider -> all.add(signals(provider).definition()));
        all.add(DEAD_LETTERS);
        return all;
    }

    /** Key of the entry of an operation on {@link #CATALOG}. */
    public static String catalogKey(ProjectId project, OperationId operation) {
        return Envelopes.catalogKey(project, operation);
    }

    private static Topic<Signal> signalsOf(Provider provider) {
        return topic(
                "backup-signals-" + Envelope.nameOf(provider),
                Cleanup.DELETE,
                SIGNAL_RETENTION,
                new SignalCodec(),
                signal -> Envelopes.of(signal, provider));
    }

    private static <V> Topic<V> topic(
            String name,
            Cleanup cleanup,
            @Nullable Duration retention,
            Codec<V> codec,
            Function<V, Envelope> envelope) {
        return new Topic<>(new TopicDefinition(name, cleanup, retention, codec.schemas()), codec, envelope);
    }
}
