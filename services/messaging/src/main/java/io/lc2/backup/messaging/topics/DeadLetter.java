package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Why a record lies on the topic of dead letters, as its headers say. Key, value and other headers are those of the
 * record itself, so that it can be sent again once the reason is gone; it lies in the partition of the same number, so
 * that letters of one record are near each other. What is too large to be a record of ours is cut: a letter must pass any
 * broker and producer, or it would stop the partition it is there to free.
 *
 * @param topic where the record was read
 * @param partition where the record was read
 * @param offset where the record was read
 * @param reason what is wrong, without the payload
 * @param exceptionClass class of the exception that said so
 * @param at when it was set aside
 */
public record DeadLetter(String topic, int partition, long offset, String reason, String exceptionClass, Instant at) {

    /** Bytes of a value that are kept. No command is larger, and brokers take 1 MB unless told otherwise. */
    public static final int LARGEST_VALUE = 512 * 1024;

    /** Bytes of a key that are kept; ours have less than 200. */
    public static final int LARGEST_KEY = 16 * 1024;

    /** Bytes of all headers of the record that are kept, names and values; ours have less than 1,000. */
    public static final int LARGEST_HEADERS = 64 * 1024;

    private static final String PREFIX = "lc2_dead_letter_";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String REASON = PREFIX + "reason";
    private static final String EXCEPTION = PREFIX + "exception";
    private static final String TIME = PREFIX + "time";
    private static final String CUT = PREFIX + "cut";
    private static final Set<String> OURS = Set.of(TOPIC, PARTITION, OFFSET, REASON, EXCEPTION, TIME, CUT);
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
        List<String> cuts = new ArrayList<>();
        byte[] key = cut("key", record.key(), LARGEST_KEY, cuts);
        byte[] value = cut("value", record.value(), LARGEST_VALUE, cuts);
        Headers headers = kept(record.headers(), cuts);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, String.valueOf(partition));
        put(headers, OFFSET, String.valueOf(offset));
        put(headers, REASON, reason);
        put(headers, EXCEPTION, exceptionClass);
        put(headers, TIME, at.toString());
        if (!cuts.isEmpty()) {
            put(headers, CUT, String.join(", ", cuts));
        }
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), partition, null, key, value, headers);
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

    /** What was cut off the record and how large it was, for people; null when the letter holds all of it. */
    public static @Nullable String cutOf(Headers headers) {
        Header header = headers.lastHeader(CUT);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** The headers the record itself had. */
    public static Headers originalHeaders(Headers headers) {
        Headers original = new RecordHeaders();
        headers.forEach(header -> {
            if (!OURS.contains(header.key())) {
                original.add(header);
            }
        });
        return original;
    }

    private static byte @Nullable [] cut(String part, byte @Nullable [] bytes, int largest, List<String> cuts) {
        if (bytes == null || bytes.length <= largest) {
            return bytes;
        }
        cuts.add(part + " of " + bytes.length + " bytes");
        return Arrays.copyOf(bytes, largest);
    }

    private static Headers kept(Headers headers, List<String> cuts) {
        Headers kept = new RecordHeaders();
        long all = 0;
        long taken = 0;
        for (Header header : headers) {
            long size = header.key().getBytes(UTF_8).length + (header.value() == null ? 0L : header.value().length);
            all += size;
            if (taken + size <= LARGEST_HEADERS) {
                taken += size;
                kept.add(header);
            }
        }
        if (taken < all) {
            cuts.add("headers of " + all + " bytes");
        }
        return kept;
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
