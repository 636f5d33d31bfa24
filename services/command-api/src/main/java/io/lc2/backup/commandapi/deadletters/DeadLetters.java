package io.lc2.backup.commandapi.deadletters;

import org.jspecify.annotations.Nullable;

/**
 * The topic of dead letters. Every call ends within seconds and holds a bounded part of the topic in memory, however much
 * lies there.
 */
public interface DeadLetters {

    /**
     * Letters, the newest first.
     *
     * @param topic only of records of this topic; null for all
     * @param size items at most
     * @param from where the page before ended; null for the first
     * @throws LettersUnavailableException when Kafka does not answer in time
     */
    LetterPage list(@Nullable String topic, int size, @Nullable PageToken from);

    /**
     * One letter and whether its record was sent again.
     *
     * @throws UnknownLetterException when there is none of this id, or none any more
     * @throws LettersUnavailableException when Kafka does not answer in time
     */
    LetterDetails find(LetterId id);

    /**
     * Sends the record of a letter again: the same bytes under the same key to the same partition, with headers that say so.
     * Its note and the record become visible together or not at all, and two calls at once do not send it twice.
     *
     * @param actor who asks for it
     * @param again also when it was sent again before
     * @throws UnknownLetterException when there is no such letter
     * @throws NotReplayableException when it cannot be sent again, or was before and {@code again} is false
     * @throws LettersUnavailableException when Kafka does not acknowledge in time; then look with {@link #find} before repeating
     */
    Replayed replay(LetterId id, String actor, boolean again);
}
