package io.lc2.backup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records on their way to the broker, of which none may get lost unnoticed. */
final class Written {

    private static final int AT_ONCE = 100_000;

    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    void add(Future<RecordMetadata> record) throws InterruptedException, ExecutionException {
        sent.add(record);
        if (sent.size() == AT_ONCE) {
            await();
        }
    }

    /** Waits for all of them; throws what the broker refused one with. */
    void await() throws InterruptedException, ExecutionException {
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        sent.clear();
    }
}
