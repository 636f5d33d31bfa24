package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of: which recovery points of one environment stay.
 *
 * <p>A point <em>counts</em> when it is verified, everything it needs is there and verified, and its time has come. Each
 * rule picks points on its own and none takes away what another picked, so a looser policy keeps a superset:
 *
 * <ul>
 *   <li>of the last days, weeks, months and years <em>that have one</em>, the newest that counts: when backups stop,
 *       nothing ages out. Points made by hand that never expire take nobody's place;
 *   <li>the newest that counts, and the newest {@code minKeep} that share nothing with one another;
 *   <li>what is verified and in the period of compliance, younger than the safety margin, held, made by hand;
 *   <li>what is dated in the future: it neither expires nor counts, so a wrong clock removes nothing;
 *   <li>what does not count as long as no newer one that does holds at least the same: it may be all there is;
 *   <li>everything a kept point needs.
 * </ul>
 *
 * All ranks are those within {@link Views}. Obeying the verdicts and deciding again at the same instant lets nothing
 * further go.
 */
public final class RetentionDecider {

    private final RetentionPolicy policy;
    private final ZoneId zone;
    private final Instant now;
    private final List<RetentionPoint> points;
    private final Chains chains;
    private final List<RetentionPoint> counting;
    private final Map<OperationId, Map<ReasonCode, Reason>> reasons = new HashMap<>();

    private RetentionDecider(RetentionPolicy policy, Collection<RetentionPoint> unordered, Instant now) {
        this.policy = policy;
        this.zone = policy.zoneId();
        this.now = now;
        this.points = unordered.stream().sorted(RetentionPoint.NEWEST_FIRST).toList();
        this.chains = new Chains(points);
        this.counting =
                points.stream().filter(chains::restorable).filter(this::present).toList();
        points.forEach(point -> reasons.put(point.id(), new EnumMap<>(ReasonCode.class)));
    }

    /**
     * A verdict on every point, newest first, whatever the order they are given in.
     *
     * @param policy a policy without violations
     * @param points the active recovery points of one environment, each once
     * @param now the server's time
     * @throws IllegalArgumentException when a point is there twice
     */
    public static List<Verdict> decide(RetentionPolicy policy, Collection<RetentionPoint> points, Instant now) {
        return new RetentionDecider(policy, points, now).verdicts();
    }

    private List<Verdict> verdicts() {
        points.forEach(this::judgeAlone);
        Views.of(counting).forEach(this::rank);
        points.stream().filter(point -> !counts(point)).forEach(this::judgeUncounted);
        keepNeeded();
        return points.stream().map(this::verdict).toList();
    }

    private void judgeAlone(RetentionPoint point) {
        if (point.held()) {
            add(point, Reason.of(ReasonCode.HELD));
        }
        if (point.manual() && !policy.expireManual()) {
            add(point, Reason.of(ReasonCode.MANUAL));
        }
        if (!present(point)) {
            add(point, Reason.of(ReasonCode.FUTURE));
            return;
        }
        Instant marginEnds = point.at().plus(policy.safetyMargin());
        if (now.isBefore(marginEnds)) {
            add(point, new Reason(ReasonCode.SAFETY_MARGIN, marginEnds.toString()));
        }
        int days = Math.max(policy.keep().complianceDays(), point.complianceDays());
        ZonedDateTime complianceEnds = point.at().atZone(zone).plusDays(days);
        if (point.verified() && now.isBefore(complianceEnds.toInstant())) {
            add(
                    point,
                    new Reason(
                            ReasonCode.COMPLIANCE, complianceEnds.toLocalDate().toString()));
        }
    }

    private void rank(List<RetentionPoint> view) {
        add(view.getFirst(), Reason.of(ReasonCode.LAST_RESTORABLE));
        keepChains(view);
        for (Period period : Period.values()) {
            keepPeriods(view, period, policy.count(period));
        }
    }

    /** Incrementals of one base are one chain: when the base is damaged, all of them are. */
    private void keepChains(List<RetentionPoint> view) {
        Set<OperationId> taken = new HashSet<>();
        int found = 0;
        for (RetentionPoint point : view) {
            if (found >= policy.minKeep()) {
                return;
            }
            if (!taken.contains(point.id())) {
                Set<OperationId> chain = chains.chain(point);
                if (chain.stream().noneMatch(taken::contains)) {
                    taken.addAll(chain);
                    found++;
                    add(point, Reason.ranked(ReasonCode.MIN_KEEP, found, policy.minKeep()));
                }
            }
        }
    }

    private void keepPeriods(List<RetentionPoint> view, Period period, int count) {
        Set<String> seen = new HashSet<>();
        for (RetentionPoint point : view) {
            if (seen.size() >= count) {
                return;
            }
            if (!point.manual() || policy.expireManual()) {
                String label = period.label(point.at().atZone(zone));
                if (seen.add(label)) {
                    add(point, Reason.ranked(period.reason(), seen.size(), count, label));
                }
            }
        }
    }

    private void judgeUncounted(RetentionPoint point) {
        OperationId missing = chains.missing(point);
        if (missing != null) {
            add(
                    point,
                    point.verified()
                            ? new Reason(ReasonCode.CHAIN_BROKEN, missing.value())
                            : Reason.of(ReasonCode.NOT_VERIFIED));
        }
        if (present(point)) {
            OperationId newer = replacement(point);
            add(
                    point,
                    newer == null
                            ? Reason.of(ReasonCode.NOTHING_NEWER)
                            : new Reason(ReasonCode.SUPERSEDED, newer.value()));
        }
    }

    /** The newest point that counts, is newer than this one and holds at least the same. */
    private @Nullable OperationId replacement(RetentionPoint point) {
        for (RetentionPoint candidate : counting) {
            if (RetentionPoint.NEWEST_FIRST.compare(candidate, point) > 0) {
                return null;
            }
            if (Views.covers(candidate, point)) {
                return candidate.id();
            }
        }
        return null;
    }

    private void keepNeeded() {
        Deque<RetentionPoint> open = new ArrayDeque<>();
        points.stream().filter(this::kept).forEach(open::add);
        while (!open.isEmpty()) {
            RetentionPoint point = open.poll();
            for (RetentionPoint need : chains.needs(point)) {
                boolean before = kept(need);
                add(need, new Reason(ReasonCode.NEEDED, point.id().value()));
                if (!before) {
                    open.add(need);
                }
            }
        }
    }

    private Verdict verdict(RetentionPoint point) {
        if (of(point).isEmpty()) {
            add(point, Reason.of(ReasonCode.NO_RULE));
        }
        return new Verdict(point.id(), point.at(), List.copyOf(of(point).values()));
    }

    private boolean present(RetentionPoint point) {
        return !point.at().isAfter(now);
    }

    private boolean counts(RetentionPoint point) {
        return chains.restorable(point) && present(point);
    }

    private boolean kept(RetentionPoint point) {
        return of(point).keySet().stream().anyMatch(ReasonCode::keeps);
    }

    /** The first reason of a kind stays: narrower views and newer dependents come first. */
    private void add(RetentionPoint point, Reason reason) {
        of(point).putIfAbsent(reason.code(), reason);
    }

    private Map<ReasonCode, Reason> of(RetentionPoint point) {
        return reasons.getOrDefault(point.id(), Map.of());
    }
}
