package io.lc2.backup.domain.retention;

import static io.lc2.backup.domain.retention.RetentionFixtures.NOW;
import static io.lc2.backup.domain.retention.RetentionFixtures.compliance;
import static io.lc2.backup.domain.retention.RetentionFixtures.expiringManual;
import static io.lc2.backup.domain.retention.RetentionFixtures.held;
import static io.lc2.backup.domain.retention.RetentionFixtures.holding;
import static io.lc2.backup.domain.retention.RetentionFixtures.in;
import static io.lc2.backup.domain.retention.RetentionFixtures.kept;
import static io.lc2.backup.domain.retention.RetentionFixtures.manual;
import static io.lc2.backup.domain.retention.RetentionFixtures.margin;
import static io.lc2.backup.domain.retention.RetentionFixtures.minKeep;
import static io.lc2.backup.domain.retention.RetentionFixtures.needing;
import static io.lc2.backup.domain.retention.RetentionFixtures.point;
import static io.lc2.backup.domain.retention.RetentionFixtures.policy;
import static io.lc2.backup.domain.retention.RetentionFixtures.promised;
import static io.lc2.backup.domain.retention.RetentionFixtures.texts;
import static io.lc2.backup.domain.retention.RetentionFixtures.unverified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.Component;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionDeciderTest {

    private static final RetentionPolicy ONE_DAY = policy(1, 0, 0, 0);

    @Test
    void keepsTheNewestOfEachOfTheLastDaysThatHaveOne() {
        assertThat(texts(
                        policy(2, 0, 0, 0),
                        point("noon", "2026-11-20T12:00:00Z"),
                        point("evening", "2026-11-20T20:00:00Z"),
                        point("older", "2026-11-11T20:00:00Z"),
                        point("oldest", "2026-11-10T20:00:00Z")))
                .isEqualTo(Map.of(
                        "evening", "daily 1 of 2 (2026-11-20); min-keep 1 of 1; last restorable",
                        "older", "daily 2 of 2 (2026-11-11)",
                        "noon", "no rule keeps it",
                        "oldest", "no rule keeps it"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0, weekly 1 of 1 (2026-W53)",
        "0, 0, 2, 0, monthly 1 of 2 (2027-01)",
        "0, 0, 0, 3, yearly 1 of 3 (2027)",
        "1, 0, 0, 0, daily 1 of 1 (2027-01-03)",
    })
    void namesThePeriodInTheIsoCalendar(int daily, int weekly, int monthly, int yearly, String text) {
        RetentionPoint point = point("b", "2027-01-03T23:00:00Z");

        List<Verdict> verdicts = RetentionDecider.decide(
                policy(daily, weekly, monthly, yearly),
                List.of(point),
                point.at().plusSeconds(1));

        assertThat(verdicts.getFirst().reasons().getFirst().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"UTC, true", "Europe/Berlin, false", "America/New_York, true"})
    void countsDaysInTheZoneOfThePolicy(String zone, boolean oneDay) {
        RetentionPoint before = point("before", "2026-11-20T22:30:00Z");
        RetentionPoint after = point("after", "2026-11-20T23:30:00Z");

        assertThat(kept(in(zone, policy(7, 0, 0, 0)), before, after).contains("before"))
                .isEqualTo(!oneDay);
    }

    @Test
    void givesEveryReasonThatAppliesAndNotOnlyTheFirst() {
        assertThat(texts(
                        compliance(30, margin(Duration.ofDays(1), policy(7, 4, 12, 1))),
                        held(manual(promised(point("b", 0), 7)))))
                .containsEntry(
                        "b",
                        "min-keep 1 of 1; last restorable; compliance until 2026-12-21; held; manual never expires;"
                                + " within safety margin until 2026-11-22T12:00:00Z");
    }

    @Test
    void ranksByTimeAndNeverByName() {
        assertThat(kept(ONE_DAY, point("a-newest", 1), point("z-oldest", 3))).containsExactly("a-newest");
    }

    @Test
    void doesNotCountWhatIsNotVerified() {
        assertThat(texts(ONE_DAY, unverified(point("fake", 1)), point("good", 2), unverified(point("old", 3))))
                .isEqualTo(Map.of(
                        "fake", "no newer verified point replaces it; not verified: does not count",
                        "good", "daily 1 of 1 (2026-11-19); min-keep 1 of 1; last restorable",
                        "old", "not verified: does not count; replaced by newer verified good"));
    }

    @Test
    void keepsAnUnverifiedPointWithinTheSafetyMarginThoughANewerOneIsVerified() {
        assertThat(kept(margin(Duration.ofDays(4), ONE_DAY), point("good", 2), unverified(point("old", 3))))
                .contains("old");
    }

    @Test
    void keepsWhatNothingNewerReplacesWhenNothingIsVerified() {
        assertThat(kept(ONE_DAY, unverified(point("a", 100)), unverified(point("b", 200))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void neverExpiresWhatIsDatedInTheFutureNorLetsItCount() {
        assertThat(texts(
                        ONE_DAY,
                        point("fake-1", -1),
                        point("fake-2", -400),
                        point("good", 2),
                        unverified(point("fake-3", -3))))
                .isEqualTo(Map.of(
                        "fake-1", "dated in the future",
                        "fake-2", "dated in the future",
                        "fake-3", "dated in the future; not verified: does not count",
                        "good", "daily 1 of 1 (2026-11-19); min-keep 1 of 1; last restorable"));
    }

    @Test
    void keepsEverythingAKeptPointNeeds() {
        assertThat(texts(
                        ONE_DAY,
                        needing(point("inc-2", 1), "inc-1"),
                        needing(point("inc-1", 2), "base"),
                        point("base", 3),
                        point("other", 4)))
                .isEqualTo(Map.of(
                        "inc-2", "daily 1 of 1 (2026-11-20); min-keep 1 of 1; last restorable",
                        "inc-1", "base of a kept chain, needed by inc-2",
                        "base", "base of a kept chain, needed by inc-1",
                        "other", "no rule keeps it"));
    }

    @Test
    void doesNotCountAChainWhoseBaseIsGone() {
        assertThat(texts(ONE_DAY, needing(point("inc", 1), "gone"), point("good", 2)))
                .containsEntry("inc", "no newer verified point replaces it; chain broken: does not count without gone")
                .containsEntry("good", "daily 1 of 1 (2026-11-19); min-keep 1 of 1; last restorable");
    }

    @Test
    void doesNotCountAChainWhoseBaseIsNotVerified() {
        assertThat(texts(
                        ONE_DAY,
                        point("good", 0),
                        needing(point("inc-2", 1), "inc-1"),
                        needing(point("inc-1", 2), "base"),
                        unverified(point("base", 3))))
                .containsEntry("inc-2", "chain broken: does not count without base; replaced by newer verified good")
                .containsEntry("base", "not verified: does not count; replaced by newer verified good");
    }

    @Test
    void countsChainsAndNotIncrementalsForMinKeep() {
        assertThat(kept(
                        minKeep(2, ONE_DAY),
                        needing(point("b-inc-2", 1), "b-base"),
                        needing(point("b-inc-1", 2), "b-base"),
                        point("b-base", 3),
                        needing(point("a-inc-1", 4), "a-base"),
                        point("a-base", 5),
                        point("alone", 6)))
                .containsExactlyInAnyOrder("b-inc-2", "b-base", "a-inc-1", "a-base");
    }

    @Test
    void neverRemovesTheLastRestorablePointWhateverItsAge() {
        assertThat(kept(policy(0, 0, 0, 0), point("last", 3000), point("older", 3001)))
                .containsExactly("last");
    }

    @Test
    void holdsExactlyWhatAHeldPointNeeds() {
        assertThat(kept(
                        ONE_DAY,
                        point("new", 1),
                        needing(point("inc-2", 8), "inc-1"),
                        held(needing(point("inc-1", 9), "base")),
                        point("base", 10),
                        point("before", 11)))
                .containsExactlyInAnyOrder("new", "inc-1", "base");
    }

    @Test
    void keepsManualBackupsUnlessThePolicyLetsThemExpire() {
        RetentionPoint[] points = {point("new", 1), manual(point("by-hand", 100))};

        assertThat(kept(ONE_DAY, points)).contains("by-hand");
        assertThat(kept(expiringManual(ONE_DAY), points)).containsExactly("new");
    }

    @Test
    void doesNotLetManualBackupsTakeThePlaceOfScheduledOnes() {
        RetentionPoint[] points = {
            manual(point("by-hand-1", 1)), manual(point("by-hand-2", 2)), point("one", 3), point("two", 4)
        };

        assertThat(kept(policy(2, 0, 0, 0), points)).contains("one", "two");
        assertThat(kept(expiringManual(policy(2, 0, 0, 0)), points))
                .containsExactlyInAnyOrder("by-hand-1", "by-hand-2");
    }

    @ParameterizedTest
    @CsvSource({"29, true", "30, false"})
    void keepsVerifiedPointsForThePeriodOfCompliance(int daysAgo, boolean kept) {
        assertThat(kept(compliance(30, ONE_DAY), point("new", 1), point("old", daysAgo))
                        .contains("old"))
                .isEqualTo(kept);
    }

    @Test
    void doesNotCoverUnverifiedPointsByCompliance() {
        assertThat(kept(compliance(30, ONE_DAY), point("new", 1), unverified(point("old", 2))))
                .containsExactly("new");
    }

    @Test
    void keepsAPromiseOfComplianceThatThePolicyHasShortenedSince() {
        assertThat(texts(compliance(7, ONE_DAY), point("new", 1), promised(point("old", 60), 90)))
                .containsEntry("old", "compliance until 2026-12-21");
    }

    @ParameterizedTest
    @CsvSource({"PT72H1S, true", "PT72H, false", "PT48H, false"})
    void removesNothingWithinTheSafetyMargin(Duration margin, boolean kept) {
        RetentionPoint edge = point("edge", NOW.minus(Duration.ofHours(72)));

        assertThat(kept(margin(margin, ONE_DAY), point("new", 1), edge).contains("edge"))
                .isEqualTo(kept);
    }

    @Test
    void replacesAPointOnlyByOneThatHoldsAtLeastTheSame() {
        assertThat(kept(
                        ONE_DAY,
                        holding(point("database-2", "2026-11-21T11:00:00Z"), Component.DATABASE),
                        holding(point("database-1", "2026-11-21T10:00:00Z"), Component.DATABASE),
                        point("full-2", "2026-11-21T09:00:00Z"),
                        point("full-1", "2026-11-20T09:00:00Z")))
                .containsExactlyInAnyOrder("database-2", "full-2");
    }

    @Test
    void letsPointsOfAnEarlierSelectionAgeOutOnceEveryNewOneHoldsMore() {
        assertThat(kept(
                        ONE_DAY,
                        point("full", 1),
                        holding(point("database", 2), Component.DATABASE),
                        unverified(holding(point("objects", 3), Component.OBJECTS)),
                        unverified(holding(point("search", 4), Component.SEARCH))))
                .containsExactlyInAnyOrder("full", "search");
    }

    @Test
    void endsOnChainsThatNeedOneAnotherInACircle() {
        assertThat(kept(ONE_DAY, needing(point("a", 1), "b"), needing(point("b", 2), "a"), point("c", 3)))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void judgesNothingWhenThereIsNothing() {
        assertThat(RetentionDecider.decide(ONE_DAY, List.of(), NOW)).isEmpty();
    }

    @Test
    void refusesAPointThatIsThereTwice() {
        List<RetentionPoint> twice = List.of(point("a", 1), point("a", 2));

        assertThatThrownBy(() -> RetentionDecider.decide(ONE_DAY, twice, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a is there twice");
    }

    @Test
    void judgesManyIncrementalsOfOneChainInAMoment() {
        List<RetentionPoint> chain = IntStream.range(0, 5_000)
                .mapToObj(i -> i == 0 ? point("p0", 5_000) : needing(point("p" + i, 5_000 - i), "p" + (i - 1)))
                .toList();

        assertThat(kept(minKeep(3, ONE_DAY), chain, NOW)).hasSize(5_000);
    }
}
