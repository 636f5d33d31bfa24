package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each ordered attempt was last heard of. Transient: after a restart every running attempt is replaced anyway. */
final class Silence {

    private final Duration patience;
    private final Map<StepAttempt, Instant> heard = new HashMap<>();

    Silence(Duration patience) {
        this.patience = patience;
    }

    void clear() {
        heard.clear();
    }

    void heard(StepAttempt attempt, Instant now) {
        heard.put(attempt, now);
    }

    void forget(StepAttempt attempt) {
        heard.remove(attempt);
    }

    boolean knows(StepAttempt attempt) {
        return heard.containsKey(attempt);
    }

    List<StepAttempt> attempts() {
        return List.copyOf(heard.keySet());
    }

    /** Attempts not heard of for too long, at most so many. */
    List<StepAttempt> overdue(Instant now, int most) {
        return heard.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue().plus(patience)))
                .map(Map.Entry::getKey)
                .limit(most)
                .toList();
    }
}
