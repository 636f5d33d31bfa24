package io.lc2.backup.commandapi;

import io.lc2.backup.commandapi.deadletters.DeadLetters;
import io.lc2.backup.commandapi.deadletters.Letter;
import io.lc2.backup.commandapi.deadletters.Letter.LetterHeader;
import io.lc2.backup.commandapi.deadletters.LetterDetails;
import io.lc2.backup.commandapi.deadletters.LetterId;
import io.lc2.backup.commandapi.deadletters.LetterPage;
import io.lc2.backup.commandapi.deadletters.LettersUnavailableException;
import io.lc2.backup.commandapi.deadletters.NotReplayableException;
import io.lc2.backup.commandapi.deadletters.PageToken;
import io.lc2.backup.commandapi.deadletters.Replayed;
import io.lc2.backup.commandapi.deadletters.UnknownLetterException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One letter, 3-17; a page that goes on; a replay that was made once; partition 9 is away. */
public final class DeadLettersInMemory implements DeadLetters {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final LetterId KNOWN = new LetterId(3, 17);
    private static final Letter LETTER = new Letter(
            KNOWN,
            "backup-commands",
            3,
            42,
            "it is truncated",
            "org.example.Failure",
            AT,
            "acme",
            5,
            null,
            "he\\x00lo",
            List.of(new LetterHeader("ce_type", "t")));

    @Override
    public LetterPage list(String topic, int size, PageToken from) {
        return new LetterPage(List.of(LETTER), from == null ? new PageToken(new TreeMap<>(Map.of(3, 17L))) : null);
    }

    @Override
    public LetterDetails find(LetterId id) {
        require(id);
        return new LetterDetails(LETTER, List.of(new Replayed(id, "backup-commands", 3, 99, "user-42", AT)), true);
    }

    @Override
    public Replayed replay(LetterId id, String actor, boolean again) {
        require(id);
        if (!again) {
            throw new NotReplayableException("It was sent again already.", "Say again.");
        }
        return new Replayed(id, "backup-commands", 3, 100, actor, AT);
    }

    private static void require(LetterId id) {
        if (id.partition() == 9) {
            throw new LettersUnavailableException(new IOException("10.0.0.1:9092 refused user s3cret"));
        }
        if (!id.equals(KNOWN)) {
            throw new UnknownLetterException(id);
        }
    }
}
