package io.lc2.backup.domain.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.retention.RetentionCases.Case;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every history and every policy, valid or not. Ten times ten thousand cases and those of the clocks. */
class RetentionProperties {

    /** The same cases in every run, so that a change fails for what it does and not by chance; change it to look further. */
    private static final String SEED = "20261121";

    private static final int TRIES = 10_000;

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(RetentionCases::random);
    }

    @Property(tries = TRIES, seed = SEED)
    void neverRemovesTheLastRestorablePoint(@ForAll("cases") Case c) {
        Set<OperationId> before = restorable(c.points(), c.now());
        List<RetentionPoint> left = obey(c.policy(), c.points(), c.now());
        Set<OperationId> after = restorable(left, c.now());

        // The newest there was still is, for everybody, whatever components they need back.
        for (RetentionPoint point : c.points()) {
            if (before.contains(point.id()) && !after.contains(point.id())) {
                assertThat(left)
                        .as("something newer replaces %s", point.id())
                        .anyMatch(other -> after.contains(other.id())
                                && !other.at().isBefore(point.at())
                                && other.components().containsAll(point.components()));
            }
        }
        assertThat(after.isEmpty()).isEqualTo(before.isEmpty());
    }

    @Property(tries = TRIES, seed = SEED)
    void neverRemovesAHeldPointOrWhatItNeeds(@ForAll("cases") Case c) {
        Set<OperationId> left = ids(obey(c.policy(), c.points(), c.now()));

        c.points().stream()
                .filter(RetentionPoint::held)
                .forEach(point -> assertThat(left).containsAll(needed(point, c.points())));
    }

    @Property(tries = TRIES, seed = SEED)
    void neverRemovesWhatTimeOrHandsProtect(@ForAll("cases") Case c) {
        Set<OperationId> left = ids(obey(c.policy(), c.points(), c.now()));
        int days = c.policy().keep().complianceDays();

        for (RetentionPoint point : c.points()) {
            Duration age = Duration.between(point.at(), c.now());
            boolean compliance =
                    point.verified() && age.compareTo(Duration.ofDays(days).minusHours(2)) < 0;
            if (age.isNegative()
                    || compliance
                    || age.compareTo(c.policy().safetyMargin()) < 0
                    || (point.manual() && !c.policy().expireManual())) {
                assertThat(left).contains(point.id());
            }
        }
    }

    @Property(tries = TRIES, seed = SEED)
    void keepsMoreUnderALooserPolicy(@ForAll("cases") Case c) {
        assertThat(ids(obey(c.looser(), c.points(), c.now()))).containsAll(ids(obey(c.policy(), c.points(), c.now())));
        assertThat(RetentionDiff.between(c.policy(), c.looser(), c.points(), c.now())
                        .lost())
                .isEmpty();
    }

    @Property(tries = TRIES, seed = SEED)
    void letsNothingFurtherGoWhenObeyed(@ForAll("cases") Case c) {
        List<RetentionPoint> left = obey(c.policy(), c.points(), c.now());

        assertThat(obey(c.policy(), left, c.now())).isEqualTo(left);
    }

    @Property(tries = TRIES, seed = SEED)
    void keepsEverythingAKeptPointNeeds(@ForAll("cases") Case c) {
        List<RetentionPoint> left = obey(c.policy(), c.points(), c.now());

        left.forEach(point -> assertThat(ids(left)).containsAll(needed(point, c.points())));
    }

    @Property(tries = TRIES, seed = SEED)
    void judgesEveryPointOnceInAnOrderThatDoesNotDependOnTheInput(@ForAll("cases") Case c) {
        List<Verdict> verdicts = RetentionDecider.decide(c.policy(), c.points(), c.now());
        List<RetentionPoint> shuffled = new ArrayList<>(c.points());
        Collections.shuffle(shuffled, new Random(verdicts.hashCode()));

        assertThat(verdicts).extracting(Verdict::id).doesNotHaveDuplicates().hasSameElementsAs(ids(c.points()));
        assertThat(verdicts).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
        assertThat(RetentionDecider.decide(c.policy(), shuffled, c.now())).isEqualTo(verdicts);
    }

    @Property(tries = TRIES, seed = SEED)
    void removesInAnOrderThatMayStopAnywhere(@ForAll("cases") Case c) {
        List<Verdict> order = ExpiryOrder.of(c.points(), RetentionDecider.decide(c.policy(), c.points(), c.now()));
        List<RetentionPoint> left = new ArrayList<>(c.points());
        Set<OperationId> restorable = restorable(left, Instant.MAX);

        for (Verdict removed : order) {
            left.removeIf(point -> point.id().equals(removed.id()));
            Set<OperationId> now = restorable(left, Instant.MAX);
            left.stream()
                    .filter(point -> !inCircle(point, c.points()))
                    .filter(point -> restorable.contains(point.id()))
                    .forEach(point -> assertThat(now).contains(point.id()));
        }
        assertThat(order)
                .hasSize(c.points().size()
                        - obey(c.policy(), c.points(), c.now()).size());
    }

    @Property(tries = TRIES, seed = SEED)
    void doesNotLetFakesPushOutGoodPoints(@ForAll("cases") Case c) {
        List<RetentionPoint> flooded = new ArrayList<>(c.points());
        for (int i = 0; i < 5; i++) {
            Instant past = c.now().minus(Duration.ofHours(i));
            flooded.add(RetentionFixtures.unverified(RetentionFixtures.point("fake-" + i, past)));
            flooded.add(RetentionFixtures.point("late-" + i, c.now().plusSeconds(1 + i)));
        }

        assertThat(ids(obey(c.policy(), flooded, c.now()))).containsAll(ids(obey(c.policy(), c.points(), c.now())));
    }

    @Property(tries = TRIES, seed = SEED)
    void keepsNothingWithoutAReasonAndRemovesNothingWithOne(@ForAll("cases") Case c) {
        for (Verdict verdict : RetentionDecider.decide(c.policy(), c.points(), c.now())) {
            assertThat(verdict.reasons())
                    .extracting(Reason::code)
                    .doesNotHaveDuplicates()
                    .isSorted();
            if (!verdict.keep()) {
                assertThat(verdict.reasons())
                        .extracting(Reason::code)
                        .containsAnyOf(ReasonCode.NO_RULE, ReasonCode.SUPERSEDED);
            }
        }
    }

    @Provide
    Arbitrary<DaysAroundAChange> changes() {
        return Arbitraries.randomValue(DaysAroundAChange::random);
    }

    @Property(tries = 500, seed = SEED)
    void makesOneDailyPeriodPerLocalDateWhenClocksChange(@ForAll("changes") DaysAroundAChange days) {
        ZoneId zone = ZoneId.of(days.zone());
        Map<LocalDate, OperationId> newest = new HashMap<>();
        days.points().stream()
                .sorted(RetentionPoint.NEWEST_FIRST)
                .forEach(point -> newest.putIfAbsent(LocalDate.ofInstant(point.at(), zone), point.id()));

        List<Verdict> verdicts = RetentionDecider.decide(
                RetentionFixtures.in(days.zone(), RetentionFixtures.policy(365, 0, 0, 0)),
                days.points(),
                days.change().plus(Duration.ofDays(10)));

        assertThat(verdicts.stream()
                        .filter(verdict -> verdict.reasons().getFirst().code() == ReasonCode.DAILY)
                        .map(Verdict::id))
                .containsExactlyInAnyOrderElementsOf(newest.values());
    }

    /** Points every few minutes to hours in the days around a change of the clocks. */
    record DaysAroundAChange(String zone, Instant change, List<RetentionPoint> points) {

        /** One hour, half an hour, at midnight, back over midnight into the day before, and a day left out. */
        private static final List<DaysAroundAChange> CHANGES = List.of(
                at("Europe/Berlin", "2026-03-29T01:00:00Z"),
                at("Europe/Berlin", "2026-10-25T01:00:00Z"),
                at("America/New_York", "2026-11-01T06:00:00Z"),
                at("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
                at("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
                at("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
                at("America/St_Johns", "2010-11-07T02:31:00Z"),
                at("Pacific/Apia", "2011-12-30T10:00:00Z"));

        static DaysAroundAChange random(Random random) {
            DaysAroundAChange known = CHANGES.get(random.nextInt(CHANGES.size()));
            Instant at = known.change().minus(Duration.ofHours(72)).plusSeconds(random.nextInt(3600));
            List<RetentionPoint> points = new ArrayList<>();
            for (int i = 0; at.isBefore(known.change().plus(Duration.ofHours(72))); i++) {
                points.add(RetentionFixtures.point("b" + i, at));
                at = at.plusSeconds(20 + random.nextInt(9_000));
            }
            return new DaysAroundAChange(known.zone(), known.change(), points);
        }

        private static DaysAroundAChange at(String zone, String change) {
            return new DaysAroundAChange(zone, Instant.parse(change), List.of());
        }
    }

    private static List<RetentionPoint> obey(RetentionPolicy policy, List<RetentionPoint> points, Instant now) {
        Set<OperationId> kept = RetentionFixtures.kept(policy, points, now);
        return points.stream().filter(point -> kept.contains(point.id())).toList();
    }

    private static Set<OperationId> ids(List<RetentionPoint> points) {
        return points.stream().map(RetentionPoint::id).collect(Collectors.toSet());
    }

    /** Written anew and simpler than the rules: verified, with all it needs there and verified, and its time has come. */
    private static Set<OperationId> restorable(List<RetentionPoint> points, Instant now) {
        Map<OperationId, RetentionPoint> byId =
                points.stream().collect(Collectors.toMap(RetentionPoint::id, Function.identity()));
        return points.stream()
                .filter(point -> !point.at().isAfter(now))
                .filter(point ->
                        allNeeds(point, byId).stream().map(byId::get).allMatch(need -> need != null && need.verified()))
                .map(RetentionPoint::id)
                .collect(Collectors.toSet());
    }

    private static Set<OperationId> needed(RetentionPoint point, List<RetentionPoint> points) {
        Map<OperationId, RetentionPoint> byId =
                points.stream().collect(Collectors.toMap(RetentionPoint::id, Function.identity()));
        Set<OperationId> needs = new HashSet<>(allNeeds(point, byId));
        needs.retainAll(byId.keySet());
        return needs;
    }

    private static boolean inCircle(RetentionPoint point, List<RetentionPoint> points) {
        Map<OperationId, RetentionPoint> byId =
                points.stream().collect(Collectors.toMap(RetentionPoint::id, Function.identity()));
        return allNeeds(point, byId).stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .anyMatch(need -> need.needs().stream().anyMatch(next -> reaches(next, need.id(), byId)));
    }

    private static boolean reaches(OperationId from, OperationId to, Map<OperationId, RetentionPoint> byId) {
        return from.equals(to)
                || (byId.containsKey(from) && allNeeds(byId.get(from), byId).contains(to));
    }

    private static Set<OperationId> allNeeds(RetentionPoint point, Map<OperationId, RetentionPoint> byId) {
        Set<OperationId> all = new HashSet<>(Set.of(point.id()));
        int before = 0;
        while (all.size() > before) {
            before = all.size();
            for (OperationId id : Set.copyOf(all)) {
                if (byId.containsKey(id)) {
                    all.addAll(byId.get(id).needs());
                }
            }
        }
        return all;
    }
}
