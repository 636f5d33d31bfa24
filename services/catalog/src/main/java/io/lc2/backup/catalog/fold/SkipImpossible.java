package io.lc2.backup.catalog.fold;

import io.lc2.backup.messaging.topics.DeadLetter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For {@code processing.exception.handler}: a record that cannot be folded goes to the dead letters and the partition goes
 * on. What comes from Kafka itself (fencing, a lost store, a registry that is away) is no fault of the record and ends the
 * stream thread, which then starts anew.
 */
public final class SkipImpossible implements ProcessingExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(SkipImpossible.class);

    private final InstantSource clock;

    /** For Kafka Streams, which makes it by name. */
    public SkipImpossible() {
        this(InstantSource.system());
    }

    SkipImpossible(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof KafkaException) {
            return Response.fail();
        }
        ConsumerRecord<byte[], byte[]> source = new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                Optional.empty());
        DeadLetter letter = DeadLetter.of(source, exception, clock.instant());
        log.atError()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("reason", letter.reason())
                .setCause(exception)
                .log("record cannot be folded and was set aside as a dead letter; the catalog may lack what it says");
        return Response.resume(List.of(letter.letter(source)));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }
}
