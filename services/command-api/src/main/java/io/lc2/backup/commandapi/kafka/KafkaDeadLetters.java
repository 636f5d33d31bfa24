package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.deadletters.DeadLetters;
import io.lc2.backup.commandapi.deadletters.Letter;
import io.lc2.backup.commandapi.deadletters.LetterDetails;
import io.lc2.backup.commandapi.deadletters.LetterId;
import io.lc2.backup.commandapi.deadletters.LetterPage;
import io.lc2.backup.commandapi.deadletters.LettersUnavailableException;
import io.lc2.backup.commandapi.deadletters.NotReplayableException;
import io.lc2.backup.commandapi.deadletters.PageToken;
import io.lc2.backup.commandapi.deadletters.Replayed;
import io.lc2.backup.commandapi.deadletters.UnknownLetterException;
import io.lc2.backup.commandapi.kafka.LetterReader.Range;
import io.lc2.backup.messaging.topics.DeadLetter;
import io.lc2.backup.messaging.topics.Replay;
import io.lc2.backup.messaging.topics.Replay.Note;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads with a consumer of its own per call, without a group: calls are rare, and nothing is left behind. */
final class KafkaDeadLetters implements DeadLetters {

    /** Each holds what a poll brings in memory. */
    private static final int MOST_READERS = 4;

    /** Records behind a letter among which a note of its replay is looked for. */
    private static final int NOTES_WITHIN = 10_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Replayer replayer;
    private final Duration longestWait;
    private final InstantSource clock;
    private final Semaphore readers = new Semaphore(MOST_READERS);

    KafkaDeadLetters(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Replayer replayer,
            Duration longestWait,
            InstantSource clock) {
        this.consumers = consumers;
        this.replayer = replayer;
        this.longestWait = longestWait;
        this.clock = clock;
    }

    @Override
    public LetterPage list(@Nullable String topic, int size, @Nullable PageToken from) {
        return reading(reader -> new NewestFirst(reader, from).page(topic, size));
    }

    @Override
    public LetterDetails find(LetterId id) {
        return reading(reader -> {
            Found found = require(reader, id);
            List<Replayed> replays = found.notes.stream()
                    .map(note -> replayed(id.partition(), note))
                    .toList();
            return new LetterDetails(found.letter, replays, found.allNotes);
        });
    }

    @Override
    public Replayed replay(LetterId id, String actor, boolean again) {
        return replayer.exclusively(producer -> {
            Found found = reading(reader -> require(reader, id));
            ReplayRules.check(found.reason, found.letter, found.notes, found.allNotes, again);
            Replay replay = new Replay(id.toString(), found.reason, actor, clock.instant());
            long written = producer.send(replay, found.record, id.partition());
            return new Replayed(id, found.reason.topic(), found.reason.partition(), written, actor, replay.at());
        });
    }

    /** A letter as it lies there, and the notes behind it. */
    private record Found(
            ConsumerRecord<byte[], byte[]> record,
            DeadLetter reason,
            Letter letter,
            List<Note> notes,
            boolean allNotes) {}

    private static Found require(LetterReader reader, LetterId id) {
        Range all = reader.everything().getOrDefault(id.partition(), new Range(0, 0));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        if (id.offset() < all.from() || id.offset() >= all.to()) {
            throw new UnknownLetterException(id);
        }
        boolean complete = reader.read(Map.of(id.partition(), new Range(id.offset(), id.offset() + 1)), records::add);
        if (!complete) {
            throw new TimeoutException("the letter did not come within the time for it");
        }
        ConsumerRecord<byte[], byte[]> record =
                records.stream().findFirst().orElseThrow(() -> new UnknownLetterException(id));
        DeadLetter reason = Letters.reasonOf(record).orElseThrow(() -> new UnknownLetterException(id));
        Letter letter = Letters.of(record).orElseThrow(() -> new UnknownLetterException(id));
        Range behind = new Range(id.offset() + 1, Math.min(all.to(), id.offset() + 1 + NOTES_WITHIN));
        List<Note> notes = new ArrayList<>();
        boolean read = reader.read(
                Map.of(id.partition(), behind),
                other -> Replay.noteOf(other.headers())
                        .filter(note -> note.isAbout(reason))
                        .ifPresent(notes::add));
        return new Found(record, reason, letter, notes, read && behind.to() == all.to());
    }

    private static Replayed replayed(int letterPartition, Note note) {
        LetterId letter = LetterId.parse(note.letter()).orElse(new LetterId(letterPartition, 0));
        return new Replayed(letter, note.topic(), note.partition(), note.written(), note.actor(), note.at());
    }

    private <T> T reading(Function<LetterReader, T> work) {
        Deadline deadline = Deadline.in(longestWait);
        try {
            if (!readers.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LettersUnavailableException(new TimeoutException("too many readers at once"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LettersUnavailableException(e);
        }
        try (LetterReader reader = new LetterReader(consumers.get(), deadline)) {
            return work.apply(reader);
        } catch (KafkaException e) {
            throw new LettersUnavailableException(e);
        } finally {
            readers.release();
        }
    }

    /** What may be sent again. */
    private static final class ReplayRules {

        private ReplayRules() {}

        static void check(DeadLetter reason, Letter letter, List<Note> notes, boolean allNotes, boolean again) {
            if (letter.cut() != null) {
                throw new NotReplayableException(
                        "The letter does not hold the whole record: " + letter.cut() + ".",
                        "Ask the publisher to send a smaller record; this one lies at %s-%d@%d as long as Kafka keeps it."
                                .formatted(letter.topic(), letter.partition(), letter.offset()));
            }
            if (!Replayer.isReplayable(reason.topic())) {
                throw new NotReplayableException(
                        "Nothing of this platform reads the topic it names.",
                        "Find out who wrote this letter; it is not one of ours.");
            }
            if (again) {
                return;
            }
            if (!notes.isEmpty()) {
                Note last = notes.getLast();
                throw new NotReplayableException(
                        "It was sent again already, at %s by %s: it lies at %s-%d@%d."
                                .formatted(last.at(), last.actor(), last.topic(), last.partition(), last.written()),
                        "Look at what became of it; to send it once more, say again.");
            }
            if (!allNotes) {
                throw new NotReplayableException(
                        "There was no time to see whether it was sent again already.",
                        "Repeat it; to send it in any case, say again.");
            }
        }
    }
}
