package io.lc2.backup.catalog.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether there is anything to read between two offsets. The end of a transaction takes an offset, too, so a reader
 * that has read everything may stand before an offset it will never reach by reading.
 */
public final class LogProbe {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /**
     * Reads with consumers of its own.
     *
     * @param consumers makes a consumer without a group that reads committed records only
     */
    public LogProbe(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Looks for a committed record.
     *
     * @param attempts polls at most; when they do not do, there may be one
     */
    boolean mayHoldRecords(TopicPartition partition, long from, long to, int attempts) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            for (int attempt = 0; attempt < attempts; attempt++) {
                if (consumer.position(partition) >= to) {
                    return false;
                }
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
            }
            return consumer.position(partition) < to;
        }
    }
}
