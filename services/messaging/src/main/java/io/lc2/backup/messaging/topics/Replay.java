package io.lc2.backup.messaging.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The record of a dead letter, sent again to where it came from. Beside it a note is written to {@link Topics#DEAD_LETTERS},
 * in the partition of the letter and without key and value, by which later readers of the letter know.
 *
 * @param letter partition and offset of the letter, as {@code partition-offset}
 * @param origin where the record was read and why it was set aside
 * @param actor who asked for it
 * @param at when
 */
public record Replay(String letter, DeadLetter origin, String actor, Instant at) {

    private static final String PREFIX = "lc2_replay_";

    /** On the record that is sent again: the letter it is from. */
    private static final String OF = PREFIX + "of";

    /** On the record that is sent again: where it was read before, as {@code topic-partition@offset}. */
    private static final String ORIGIN = PREFIX + "origin";

    /** On the record and on the note. */
    private static final String TIME = PREFIX + "time";

    private static final String NOTE_LETTER = PREFIX + "note_letter";
    private static final String NOTE_TOPIC = PREFIX + "note_topic";
    private static final String NOTE_PARTITION = PREFIX + "note_partition";
    private static final String NOTE_OFFSET = PREFIX + "note_offset";
    private static final String NOTE_ACTOR = PREFIX + "note_actor";
    private static final String NOTE_WRITTEN = PREFIX + "note_written";

    /**
     * The note of a replay.
     *
     * @param letter the letter the record was taken from
     * @param topic where the record was read and sent again
     * @param partition where the record was read and sent again
     * @param offset where the record was read
     * @param written where the record lies now
     * @param actor who asked for it
     * @param at when
     */
    public record Note(
            String letter, String topic, int partition, long offset, long written, String actor, Instant at) {

        /** Whether it is about the record of this letter. */
        public boolean isAbout(DeadLetter other) {
            return topic.equals(other.topic()) && partition == other.partition() && offset == other.offset();
        }
    }

    /** The record to send: key, value and headers as they were, to the same partition. */
    public ProducerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> deadLetter) {
        Headers headers = DeadLetter.originalHeaders(deadLetter.headers());
        put(headers, OF, letter);
        put(headers, ORIGIN, origin.topic() + "-" + origin.partition() + "@" + origin.offset());
        put(headers, TIME, at.toString());
        return new ProducerRecord<>(
                origin.topic(), origin.partition(), null, deadLetter.key(), deadLetter.value(), headers);
    }

    /**
     * The note to send in the same transaction.
     *
     * @param letterPartition partition of the letter
     * @param written offset the record got
     */
    public ProducerRecord<byte[], byte[]> note(int letterPartition, long written) {
        Headers headers = new RecordHeaders();
        put(headers, NOTE_LETTER, letter);
        put(headers, NOTE_TOPIC, origin.topic());
        put(headers, NOTE_PARTITION, String.valueOf(origin.partition()));
        put(headers, NOTE_OFFSET, String.valueOf(origin.offset()));
        put(headers, NOTE_ACTOR, actor);
        put(headers, NOTE_WRITTEN, String.valueOf(written));
        put(headers, TIME, at.toString());
        return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), letterPartition, null, null, null, headers);
    }

    /** The note in the headers of a record of {@link Topics#DEAD_LETTERS}; empty when it is none. */
    public static Optional<Note> noteOf(Headers headers) {
        String letter = text(headers, NOTE_LETTER);
        String topic = text(headers, NOTE_TOPIC);
        String actor = text(headers, NOTE_ACTOR);
        if (letter == null || topic == null || actor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Note(
                    letter,
                    topic,
                    Integer.parseInt(orEmpty(text(headers, NOTE_PARTITION))),
                    Long.parseLong(orEmpty(text(headers, NOTE_OFFSET))),
                    Long.parseLong(orEmpty(text(headers, NOTE_WRITTEN))),
                    actor,
                    Instant.parse(orEmpty(text(headers, TIME)))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
