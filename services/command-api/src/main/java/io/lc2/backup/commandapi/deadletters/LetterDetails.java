package io.lc2.backup.commandapi.deadletters;

import java.util.List;

/**
 * A letter and what became of it.
 *
 * @param letter the letter
 * @param replays when its record was sent again, be it from this letter or from another one of the same record
 * @param allReplays false when there was no time to look at everything that came after the letter
 */
public record LetterDetails(Letter letter, List<Replayed> replays, boolean allReplays) {

    public LetterDetails {
        replays = List.copyOf(replays);
    }
}
