package io.lc2.backup.messaging.topics;

import io.lc2.backup.domain.operation.HandledCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What stores of answered commands have in common, whatever their keys are. */
public final class AnsweredCommands {

    private AnsweredCommands() {}

    /**
     * Forgets answers older than the commands they answer are kept.
     *
     * @param from key to go on from; null for the beginning
     * @param before answers of before this instant are forgotten
     * @param limit entries to look at
     * @return key to go on from next time; null when the end was reached
     */
    public static @Nullable String prune(
            KeyValueStore<String, HandledCommand> store, @Nullable String from, Instant before, int limit) {
        List<String> old = new ArrayList<>();
        String next = null;
        int seen = 0;
        try (KeyValueIterator<String, HandledCommand> all = from == null ? store.all() : store.range(from, null)) {
            while (all.hasNext() && next == null) {
                KeyValue<String, HandledCommand> entry = all.next();
                if (++seen > limit) {
                    next = entry.key;
                } else if (entry.value.handledAt().isBefore(before)) {
                    old.add(entry.key);
                }
            }
        }
        old.forEach(store::delete);
        return next;
    }
}
