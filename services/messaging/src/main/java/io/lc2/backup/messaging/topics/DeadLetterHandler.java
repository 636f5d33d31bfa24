package io.lc2.backup.messaging.topics;

import io.lc2.backup.messaging.codec.MalformedRecordException;
import io.lc2.backup.messaging.codec.MisplacedRecordException;
import io.lc2.backup.messaging.serde.UnknownRecordTypeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For {@code deserialization.exception.handler} of Kafka Streams: a record that is at fault itself goes to the dead
 * letters, in the transaction that passes it, and the partition goes on. The thread stops instead when the record
 * may be sound: when the registry is away, and before an event that only a newer version can have written, since state
 * folded without it would be wrong for ever; see {@link #mayBeOfANewerVersion}.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private final InstantSource clock;

    /** For Kafka Streams, which makes it by name. */
    public DeadLetterHandler() {
        this(InstantSource.system());
    }

    DeadLetterHandler(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!recordIsAtFault(record.topic(), exception)) {
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(exception)
                    .log("Cannot go past a record that may be sound; stopping before it");
            return Response.fail();
        }
        DeadLetter letter = DeadLetter.of(record, exception, clock.instant());
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", letter.reason())
                .log("Set an unreadable record aside as a dead letter");
        return Response.resume(List.of(letter.letter(record)));
    }

    private static boolean recordIsAtFault(String topic, Exception exception) {
        return exception instanceof SerializationException fault
                && !(topic.equals(Topics.EVENTS.name()) && mayBeOfANewerVersion(fault));
    }

    /**
     * Whether an event that cannot be read may be sound for a newer version of this software: state folded without it would
     * be wrong for ever. What no version of it writes is somebody else's mistake.
     */
    public static boolean mayBeOfANewerVersion(SerializationException fault) {
        return switch (fault) {
            case UnknownRecordTypeException unknown -> unknown.isOfThisPlatform();
            case MisplacedRecordException misplaced -> false;
            case MalformedRecordException malformed -> true;
            case SerializationException other -> false;
        };
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }
}
