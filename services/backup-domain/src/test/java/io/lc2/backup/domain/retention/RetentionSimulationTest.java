package io.lc2.backup.domain.retention;

import static io.lc2.backup.domain.retention.RetentionFixtures.NOW;
import static io.lc2.backup.domain.retention.RetentionFixtures.held;
import static io.lc2.backup.domain.retention.RetentionFixtures.id;
import static io.lc2.backup.domain.retention.RetentionFixtures.point;
import static io.lc2.backup.domain.retention.RetentionFixtures.policy;
import static io.lc2.backup.domain.retention.RetentionFixtures.unverified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.retention.HistoryEntry.Gone;
import io.lc2.backup.domain.retention.HistoryEntry.Seen;
import io.lc2.backup.domain.retention.RetentionDiff.Difference;
import io.lc2.backup.domain.retention.RetentionReplay.Fate;
import io.lc2.backup.domain.retention.RetentionReplay.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RetentionSimulationTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEGIN = NOW.minus(Duration.ofDays(10));
    private static final Span DAILY = new Span(BEGIN, NOW, DAY);

    @Test
    void tellsWhatAnotherPolicyLosesAndGains() {
        List<RetentionPoint> points =
                List.of(point("d1", 1), point("d2", 2), point("d3", 3), point("last-month", 30), point("older", 60));

        RetentionDiff diff = RetentionDiff.between(policy(3, 0, 0, 0), policy(1, 0, 2, 0), points, NOW);

        assertThat(diff.lost()).containsExactly(id("d2"), id("d3"));
        assertThat(diff.gained()).containsExactly(id("last-month"));
        assertThat(diff.differences())
                .as("d1 is kept by both for different reasons, older by none")
                .extracting(Difference::id)
                .containsExactly(id("d1"), id("d2"), id("d3"), id("last-month"));
    }

    @Test
    void removesEachPointAtTheFirstRunThatLetsItGo() {
        RetentionReplay replay = RetentionReplay.of(policy(2, 0, 0, 0), oneADay(), DAILY);

        assertThat(replay.removals()).hasSize(8);
        assertThat(replay.removals().getFirst().verdict().id()).isEqualTo(id("d10"));
        assertThat(replay.removals().getFirst().when()).isEqualTo(BEGIN.plus(Duration.ofDays(2)));
        assertThat(replay.left()).extracting(Verdict::id).containsExactly(id("d1"), id("d2"));
    }

    @Test
    void keepsWhatAnyOfSeveralPoliciesKeeps() {
        RetentionPolicy days = policy(2, 0, 0, 0);
        RetentionPolicy weeks = policy(0, 3, 0, 0);

        RetentionReplay replay = RetentionReplay.of(List.of(days, weeks), oneADay(), DAILY);

        assertThat(replay.left())
                .extracting(Verdict::id)
                .containsAll(RetentionReplay.of(days, oneADay(), DAILY).left().stream()
                        .map(Verdict::id)
                        .toList())
                .containsAll(RetentionReplay.of(weeks, oneADay(), DAILY).left().stream()
                        .map(Verdict::id)
                        .toList());
        assertThat(JointRetention.decide(List.of(days, weeks), List.of(point("d1", 1), point("old", 60)), NOW))
                .allMatch(Verdict::keep)
                .last()
                .extracting(Verdict::reasons)
                .asInstanceOf(InstanceOfAssertFactories.list(Reason.class))
                .as("only those of the policy that keeps it, each once")
                .extracting(Reason::code)
                .containsOnlyOnce(ReasonCode.WEEKLY)
                .doesNotContain(ReasonCode.NO_RULE);
    }

    @Test
    void runsAtTheEndOfTheSpanInAnyCase() {
        RetentionReplay replay =
                RetentionReplay.of(policy(2, 0, 0, 0), oneADay(), new Span(BEGIN, NOW, Duration.ofDays(3000)));

        assertThat(replay.removals()).extracting(RetentionReplay.Removal::when).containsOnly(NOW);
        assertThat(replay.removals())
                .extracting(removal -> removal.verdict().id().value())
                .as("newest first, so that a stop leaves usable chains")
                .startsWith("d3", "d4", "d5");
    }

    @Test
    void seesAPointAsItWasKnownThen() {
        RetentionPoint old = point("old", 9);
        List<HistoryEntry> history = List.of(
                new Seen(old.at(), unverified(held(old))),
                new Seen(point("new", 8).at(), point("new", 8)),
                new Seen(NOW.minus(Duration.ofDays(3)), old));

        RetentionReplay replay = RetentionReplay.of(policy(1, 0, 0, 0), history, DAILY);

        assertThat(replay.removals())
                .singleElement()
                .satisfies(removal -> assertThat(removal.when()).isEqualTo(NOW.minus(Duration.ofDays(3))));
    }

    @Test
    void leavesWhatItRemovedRemovedAndCountsNothingThatIsGone() {
        List<HistoryEntry> history = new ArrayList<>(oneADay());
        history.add(new Seen(NOW, held(point("d10", 10))));
        history.add(new Gone(NOW, id("d1")));
        history.add(new Gone(NOW, id("never-there")));

        RetentionReplay replay = RetentionReplay.of(policy(2, 0, 0, 0), history, DAILY);

        assertThat(replay.left())
                .as("d3 went before d1 did")
                .extracting(Verdict::id)
                .containsExactly(id("d2"));
        assertThat(replay.removals()).hasSize(8);
    }

    @Test
    void comparesWhatTwoPoliciesWouldHaveDone() {
        RetentionReplay two = RetentionReplay.of(policy(2, 0, 0, 0), oneADay(), DAILY);
        RetentionReplay nine = RetentionReplay.of(policy(9, 0, 0, 0), oneADay(), DAILY);

        List<Fate> fates = two.compare(nine);

        assertThat(fates).hasSize(8);
        assertThat(fates)
                .contains(
                        new Fate(id("d10"), BEGIN.plus(Duration.ofDays(2)), NOW.minus(DAY)),
                        new Fate(id("d9"), BEGIN.plus(Duration.ofDays(3)), null));
        assertThat(nine.compare(two)).contains(new Fate(id("d9"), null, BEGIN.plus(Duration.ofDays(3))));
        assertThat(two.compare(two)).isEmpty();
    }

    @Test
    void replaysSevenYearsInAMoment() {
        List<HistoryEntry> history = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            history.add(new Seen(point("d" + i, i).at(), point("d" + i, i)));
        }

        RetentionReplay replay =
                RetentionReplay.of(policy(7, 4, 12, 7), history, new Span(NOW.minus(Duration.ofDays(2_500)), NOW, DAY));

        assertThat(replay.left().size() + replay.removals().size()).isEqualTo(2_500);
        assertThat(replay.left()).hasSizeBetween(20, 30);
    }

    @Test
    void refusesSpansThatEndBeforeTheyBeginOrNeverEnd() {
        assertThatThrownBy(() -> new Span(NOW, BEGIN, DAY)).hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> new Span(BEGIN, NOW, Duration.ofSeconds(1))).hasMessageContaining("more than 10000");
        assertThatThrownBy(() -> new Span(BEGIN, NOW, Duration.ZERO)).hasMessageContaining("more time");
    }

    /** {@code d10} ten days ago to {@code d1} yesterday. */
    private static List<HistoryEntry> oneADay() {
        List<HistoryEntry> history = new ArrayList<>();
        for (int day = 1; day <= 10; day++) {
            RetentionPoint point = point("d" + day, day);
            history.add(new Seen(point.at(), point));
        }
        return history;
    }
}
