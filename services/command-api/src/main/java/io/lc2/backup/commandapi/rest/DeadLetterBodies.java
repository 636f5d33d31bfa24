package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.deadletters.Letter;
import io.lc2.backup.commandapi.deadletters.LetterDetails;
import io.lc2.backup.commandapi.deadletters.LetterPage;
import io.lc2.backup.commandapi.deadletters.Replayed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of answers about dead letters. */
final class DeadLetterBodies {

    private static final String ID = "12-345";
    private static final String TOPIC = "backup-commands";
    private static final String SHOWN = "Beginning as ASCII, everything else escaped, what looks like a secret hidden.";

    private DeadLetterBodies() {}

    @Schema(
            name = "DeadLetterList",
            description = "A part of the list; may be short, or empty, although there is more.")
    record ListBody(
            List<Summary> items,

            @Schema(description = "Where to go on; null at the end.") @Nullable String nextPageToken) {

        static ListBody of(LetterPage page, @Nullable String topic) {
            return new ListBody(
                    page.items().stream().map(Summary::of).toList(),
                    page.next() == null ? null : page.next().text(topic));
        }
    }

    @Schema(name = "DeadLetterSummary", description = "A record that was set aside.")
    record Summary(
            @Schema(description = "Partition and offset of the letter.", example = ID)
            String id,

            @Schema(description = "Where the record was read.", example = TOPIC)
            String topic,

            int partition,
            long offset,

            @Schema(description = "What is wrong with it; never quotes it.")
            String reason,

            Instant setAsideAt,

            @Schema(description = "Bytes of the value that are kept.")
            int bytes,

            @Schema(description = "False when the letter does not hold the whole record.")
            boolean complete,

            @Schema(description = SHOWN) @Nullable String key) {

        static Summary of(Letter letter) {
            return new Summary(
                    letter.id().toString(),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.reason(),
                    letter.setAsideAt(),
                    letter.bytes(),
                    letter.cut() == null,
                    letter.key());
        }
    }

    @Schema(name = "DeadLetter", description = "A record that was set aside, with a harmless part of what it holds.")
    record Details(
            @Schema(description = "Partition and offset of the letter.", example = ID)
            String id,

            @Schema(description = "Where the record was read.", example = TOPIC)
            String topic,

            int partition,
            long offset,

            @Schema(description = "What is wrong with it; never quotes it.")
            String reason,

            Instant setAsideAt,

            @Schema(description = "Bytes of the value that are kept.")
            int bytes,

            @Schema(description = "False when the letter does not hold the whole record.")
            boolean complete,

            @Schema(description = SHOWN) @Nullable String key,

            @Schema(description = "Class of the exception that gave the reason.")
            String exception,

            @Schema(description = "What was cut off because it is too large; null when nothing was.") @Nullable String cut,

            @Schema(description = SHOWN) String value,
            List<HeaderBody> headers,

            @Schema(description = "When the record was sent again, the oldest first.")
            List<Replay> replays,

            @Schema(description = "False when there was no time to look for all replays.")
            boolean allReplays) {

        static Details of(LetterDetails details) {
            Letter letter = details.letter();
            return new Details(
                    letter.id().toString(),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.reason(),
                    letter.setAsideAt(),
                    letter.bytes(),
                    letter.cut() == null,
                    letter.key(),
                    letter.exception(),
                    letter.cut(),
                    letter.value(),
                    letter.headers().stream()
                            .map(header -> new HeaderBody(header.name(), header.value()))
                            .toList(),
                    details.replays().stream().map(Replay::of).toList(),
                    details.allReplays());
        }
    }

    @Schema(name = "DeadLetterHeader", description = "A header of the record.")
    record HeaderBody(
            @Schema(example = "ce_type") String name,
            @Schema(description = SHOWN) String value) {}

    @Schema(name = "DeadLetterReplay", description = "The record was sent again.")
    record Replay(
            @Schema(description = "The letter it was taken from.", example = ID)
            String letterId,

            @Schema(example = TOPIC) String topic,
            int partition,

            @Schema(description = "Where the record lies now.")
            long offset,

            @Schema(description = "Who asked for it.") String actor,
            Instant at) {

        static Replay of(Replayed replayed) {
            return new Replay(
                    replayed.letter().toString(),
                    replayed.topic(),
                    replayed.partition(),
                    replayed.offset(),
                    replayed.actor(),
                    replayed.at());
        }
    }
}
