package io.lc2.backup.messaging.topics;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For {@code processing.exception.handler}: a record that cannot be decided about goes to the dead letters, in the
 * transaction that passes it. Everything else stops the thread and aborts its transaction: fencing, a broker or registry
 * that is away, and whatever failed after the first write, which going on would leave half done.
 */
public final class UndecidableHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UndecidableHandler.class);

    private final InstantSource clock;

    /** For Kafka Streams, which makes it by name. */
    public UndecidableHandler() {
        this(InstantSource.system());
    }

    UndecidableHandler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof UndecidableException) || context.topic() == null) {
            return Response.fail();
        }
        ConsumerRecord<byte[], byte[]> source = source(context);
        DeadLetter letter = DeadLetter.of(source, exception, clock.instant());
        LOG.atError()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .setCause(exception)
                .log("Set a record aside as a dead letter: it cannot be decided about");
        return Response.resume(List.of(letter.letter(source)));
    }

    private static ConsumerRecord<byte[], byte[]> source(ErrorHandlerContext context) {
        byte[] key = context.sourceRawKey();
        byte[] value = context.sourceRawValue();
        return new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                new RecordHeaders(context.headers()),
                Optional.empty());
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }
}
