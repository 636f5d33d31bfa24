package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record lies on the topic of dead letters, as its headers say. Key, value and other headers are those of the
 * record itself, so that it can be sent again once the reason is gone.
 *
 * @param topic where the record was read
 * @param partition where the record was read
 * @param offset where the record was read
 * @param reason what is wrong, without the payload
 * @param exceptionClass class of the exception that said so
 * @param at when it was set aside
 */
public record DeadLetter(String topic, int partition, long offset, String reason, String exceptionClass, Instant at) {

    private static final String TOPIC = "lc2_dead_letter_topic";
    private static final String PARTITION = "lc2_dead_letter_partition";
    private static final String OFFSET = "lc2_dead_letter_offset";
    private static final String REASON = "lc2_dead_letter_reason";
    private static final String EXCEPTION = "lc2_dead_letter_exception";
    private static final String TIME = "lc2_dead_letter_time";
    private static final int LONGEST_REASON = 1000;

    public DeadLetter {
        reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /**
     * Why a record cannot be used.
     *
     * @param record as it was read
     * @param failure what said so; its message must not quote the payload, as those of this module do not
     * @param at the time
     */
    public static DeadLetter of(ConsumerRecord<?, ?> record, Exception failure, Instant at) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                String.valueOf(failure.getMessage()),
                failure.getClass().getName(),
                at);
    }

    /**
     * The record to send to {@link Topics#DEAD_LETTERS}.
     *
     * @param record as it was read, undecoded
     */
    public ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, null, record.key(), record.value(), record.headers());
        put(letter.headers(), TOPIC, topic);
        put(letter.headers(), PARTITION, String.valueOf(partition));
        put(letter.headers(), OFFSET, String.valueOf(offset));
        put(letter.headers(), REASON, reason);
        put(letter.headers(), EXCEPTION, exceptionClass);
        put(letter.headers(), TIME, at.toString());
        return letter;
    }

    /**
     * Reads the headers of a dead letter.
     *
     * @throws SerializationException when they are not those of one
     */
    public static DeadLetter readFrom(Headers headers) {
        try {
            return new DeadLetter(
                    text(headers, TOPIC),
                    Integer.parseInt(text(headers, PARTITION)),
                    Long.parseLong(text(headers, OFFSET)),
                    text(headers, REASON),
                    text(headers, EXCEPTION),
                    Instant.parse(text(headers, TIME)));
        } catch (NumberFormatException | DateTimeException e) {
            throw new SerializationException("The headers are not those of a dead letter.", e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new SerializationException("The headers are not those of a dead letter: " + name + " is missing.");
        }
        return new String(header.value(), UTF_8);
    }
}
