package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.messaging.codec.Signal;
import org.apache.kafka.common.header.Headers;

/** The CloudEvents headers of what the loop writes. */
public interface EventHeaders {

    /** Headers of an event. */
    Headers of(BackupEvent event);

    /** Headers of an order. */
    Headers of(Signal signal);
}
