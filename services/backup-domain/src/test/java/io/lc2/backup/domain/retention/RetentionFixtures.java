package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.request.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Recovery points and policies in few words. */
final class RetentionFixtures {

    /** A Saturday; the ISO week is 2026-W47. */
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static final Set<Component> FULL = EnumSet.of(Component.DATABASE, Component.OBJECTS);

    private RetentionFixtures() {}

    static OperationId id(String value) {
        return new OperationId(value);
    }

    /** A verified, scheduled, full backup, so many days before {@link #NOW}. */
    static RetentionPoint point(String id, int daysAgo) {
        return point(id, NOW.minus(Duration.ofDays(daysAgo)));
    }

    static RetentionPoint point(String id, String at) {
        return point(id, Instant.parse(at));
    }

    static RetentionPoint point(String id, Instant at) {
        return new RetentionPoint(id(id), at, FULL, Set.of(), true, false, false, 0);
    }

    static RetentionPoint needing(RetentionPoint p, String... needs) {
        Set<OperationId> ids = Arrays.stream(needs).map(OperationId::new).collect(Collectors.toSet());
        return new RetentionPoint(
                p.id(), p.at(), p.components(), ids, p.verified(), p.manual(), p.held(), p.complianceDays());
    }

    static RetentionPoint holding(RetentionPoint p, Component... components) {
        return new RetentionPoint(
                p.id(), p.at(), Set.of(components), p.needs(), p.verified(), p.manual(), p.held(), p.complianceDays());
    }

    static RetentionPoint unverified(RetentionPoint p) {
        return new RetentionPoint(
                p.id(), p.at(), p.components(), p.needs(), false, p.manual(), p.held(), p.complianceDays());
    }

    static RetentionPoint manual(RetentionPoint p) {
        return new RetentionPoint(
                p.id(), p.at(), p.components(), p.needs(), p.verified(), true, p.held(), p.complianceDays());
    }

    static RetentionPoint held(RetentionPoint p) {
        return new RetentionPoint(
                p.id(), p.at(), p.components(), p.needs(), p.verified(), p.manual(), true, p.complianceDays());
    }

    static RetentionPoint promised(RetentionPoint p, int days) {
        return new RetentionPoint(p.id(), p.at(), p.components(), p.needs(), p.verified(), p.manual(), p.held(), days);
    }

    /** Counts in UTC, one chain at least, no margin. */
    static RetentionPolicy policy(int daily, int weekly, int monthly, int yearly) {
        return new RetentionPolicy("UTC", new Retention(daily, weekly, monthly, yearly, 0), 1, Duration.ZERO, false);
    }

    static RetentionPolicy in(String zone, RetentionPolicy p) {
        return new RetentionPolicy(zone, p.keep(), p.minKeep(), p.safetyMargin(), p.expireManual());
    }

    static RetentionPolicy minKeep(int chains, RetentionPolicy p) {
        return new RetentionPolicy(p.zone(), p.keep(), chains, p.safetyMargin(), p.expireManual());
    }

    static RetentionPolicy margin(Duration margin, RetentionPolicy p) {
        return new RetentionPolicy(p.zone(), p.keep(), p.minKeep(), margin, p.expireManual());
    }

    static RetentionPolicy compliance(int days, RetentionPolicy p) {
        Retention keep = new Retention(
                p.keep().daily(),
                p.keep().weekly(),
                p.keep().monthly(),
                p.keep().yearly(),
                days);
        return new RetentionPolicy(p.zone(), keep, p.minKeep(), p.safetyMargin(), p.expireManual());
    }

    static RetentionPolicy expiringManual(RetentionPolicy p) {
        return new RetentionPolicy(p.zone(), p.keep(), p.minKeep(), p.safetyMargin(), true);
    }

    /** The reasons of every point as people read them, joined by {@code ; }. */
    static Map<String, String> texts(RetentionPolicy policy, RetentionPoint... points) {
        return texts(policy, List.of(points));
    }

    static Map<String, String> texts(RetentionPolicy policy, Collection<RetentionPoint> points) {
        Map<String, String> texts = new TreeMap<>();
        for (Verdict verdict : RetentionDecider.decide(policy, points, NOW)) {
            texts.put(
                    verdict.id().value(),
                    verdict.reasons().stream().map(Reason::text).collect(Collectors.joining("; ")));
        }
        return texts;
    }

    static Set<OperationId> kept(RetentionPolicy policy, Collection<RetentionPoint> points, Instant now) {
        return RetentionDecider.decide(policy, points, now).stream()
                .filter(Verdict::keep)
                .map(Verdict::id)
                .collect(Collectors.toSet());
    }

    /** The ids of the kept points in their order. */
    static Set<String> kept(RetentionPolicy policy, RetentionPoint... points) {
        return kept(policy, List.of(points), NOW).stream()
                .map(OperationId::value)
                .collect(Collectors.toSet());
    }
}
