package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When each attempt that was ordered in this life was last heard of. Attempts of an earlier life are unknown here: they are
 * replaced, whatever they still report.
 */
final class Silence {

    private final Duration patience;
    /** In order of expectation, so that the same log leads to the same decisions in every process. */
    private final Map<StepAttempt, Instant> heard = new LinkedHashMap<>();

    Silence(Duration patience) {
        this.patience = patience;
    }

    /** Starts to listen for an attempt that was ordered now. */
    void expect(StepAttempt attempt, Instant now) {
        heard.put(attempt, now);
    }

    /** Notes a sign of life; of an attempt that was not expected it means nothing. */
    void heard(StepAttempt attempt, Instant now) {
        heard.replace(attempt, now);
    }

    void forget(StepAttempt attempt) {
        heard.remove(attempt);
    }

    boolean expects(StepAttempt attempt) {
        return heard.containsKey(attempt);
    }

    List<StepAttempt> attempts() {
        return List.copyOf(heard.keySet());
    }

    /** An attempt not heard of for too long; null when there is none. */
    @Nullable StepAttempt overdue(Instant now) {
        for (Map.Entry<StepAttempt, Instant> entry : heard.entrySet()) {
            if (!now.isBefore(entry.getValue().plus(patience))) {
                return entry.getKey();
            }
        }
        return null;
    }
}
