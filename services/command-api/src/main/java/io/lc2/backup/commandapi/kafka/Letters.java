package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.deadletters.Letter;
import io.lc2.backup.commandapi.deadletters.Letter.LetterHeader;
import io.lc2.backup.commandapi.deadletters.LetterId;
import io.lc2.backup.commandapi.deadletters.Preview;
import io.lc2.backup.messaging.topics.DeadLetter;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Records of the topic of dead letters as people may see them. */
final class Letters {

    private static final int MOST_HEADERS = 50;

    private Letters() {}

    /** Empty for what is no letter: notes of replays, and whatever else somebody put there. */
    static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
        return reasonOf(record)
                .map(reason -> new Letter(
                        new LetterId(record.partition(), record.offset()),
                        Preview.ofName(reason.topic()),
                        reason.partition(),
                        reason.offset(),
                        reason.reason(),
                        Preview.ofName(reason.exceptionClass()),
                        reason.at(),
                        Preview.ofKey(record.key()),
                        record.value() == null ? 0 : record.value().length,
                        DeadLetter.cutOf(record.headers()),
                        Preview.ofValue(record.value()),
                        Stream.of(DeadLetter.originalHeaders(record.headers()).toArray())
                                .limit(MOST_HEADERS)
                                .map(header -> new LetterHeader(
                                        Preview.ofName(header.key()), Preview.ofHeader(header.key(), header.value())))
                                .toList()));
    }

    /** Why it was set aside; empty when it was not. */
    static Optional<DeadLetter> reasonOf(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(DeadLetter.readFrom(record.headers()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }
}
