package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.policies.PolicyRow;
import io.lc2.backup.catalog.reading.Environments;
import io.lc2.backup.catalog.reading.PageRequest;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.catalog.rest.RetentionAnswers.Fate;
import io.lc2.backup.catalog.rest.RetentionAnswers.Fates;
import io.lc2.backup.catalog.rest.RetentionAnswers.Judged;
import io.lc2.backup.catalog.rest.RetentionAnswers.Preview;
import io.lc2.backup.catalog.rest.RetentionAnswers.Simulation;
import io.lc2.backup.catalog.rest.RetentionAnswers.Why;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.BackupTrack;
import io.lc2.backup.domain.catalog.EnvironmentHistory;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.retention.HistoryEntry;
import io.lc2.backup.domain.retention.RetentionDecider;
import io.lc2.backup.domain.retention.RetentionPoint;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.retention.RetentionReplay;
import io.lc2.backup.domain.retention.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the rules of retention about what the catalog knows; changes nothing. */
final class RetentionStudies {

    /** Verdicts of one replay; as many take a few seconds. */
    private static final long MOST_VERDICTS = 2_000_000;

    /** What {@link RetentionReplay.Span} takes. */
    private static final long MOST_RUNS = 10_000;

    private final Environments environments;
    private final Policies policies;
    private final InstantSource clock;

    RetentionStudies(Environments environments, Policies policies, InstantSource clock) {
        this.environments = environments;
        this.policies = policies;
        this.clock = clock;
    }

    Preview preview(ProjectId project, RetentionQuestion question) {
        Instant now = now();
        List<RetentionPoint> points =
                environments.present(project, question.environment()).points();
        Map<OperationId, RetentionPoint> byId =
                points.stream().collect(Collectors.toMap(RetentionPoint::id, Function.identity()));
        List<Judged> items = RetentionDecider.decide(question.retention(), points, now).stream()
                .map(verdict -> Judged.of(verdict, Objects.requireNonNull(byId.get(verdict.id()))))
                .toList();
        int keep = (int)
                items.stream().filter(item -> item.verdict().equals("keep")).count();
        return new Preview(
                project.value(),
                question.environment(),
                question.retention().zone(),
                now,
                keep,
                items.size() - keep,
                items);
    }

    Simulation simulate(ProjectId project, RetentionQuestion question) {
        Optional<Active> compared = comparedWith(project, question);
        EnvironmentHistory history = environments.history(project, question.environment());
        List<HistoryEntry> entries = history.entries();
        RetentionReplay.Span span = span(question, entries, history.backups().size());
        Map<OperationId, Fate> after = fates(question.retention(), entries, span);
        Map<OperationId, Fate> before = compared.map(
                        policy -> fates(policy.policy().retention(), entries, span))
                .orElse(null);
        List<Fates> items = history.backups().stream()
                .filter(backup -> !backup.made().completedAt().isAfter(span.to()))
                .sorted(Comparator.comparing(BackupTrack::at).reversed())
                .map(backup -> item(backup, before, after))
                .toList();
        return new Simulation(
                project.value(),
                question.environment(),
                question.retention().zone(),
                span.from(),
                span.to(),
                span.every().toString(),
                compared.map(policy -> policy.policy().id().value()).orElse(null),
                (int) items.stream()
                        .filter(item -> item.after().outcome().equals("kept"))
                        .count(),
                (int) items.stream()
                        .filter(item -> item.after().outcome().equals("deleted"))
                        .count(),
                (int) items.stream().filter(Fates::differs).count(),
                items);
    }

    private static Fates item(
            BackupTrack backup, @Nullable Map<OperationId, Fate> before, Map<OperationId, Fate> after) {
        OperationId id = backup.made().backupId();
        Fate now = before == null ? null : before.getOrDefault(id, Fate.GONE);
        Fate then = after.getOrDefault(id, Fate.GONE);
        return new Fates(id.value(), backup.at(), !then.sameEnd(now), now, then);
    }

    private static Map<OperationId, Fate> fates(
            RetentionPolicy retention, List<HistoryEntry> entries, RetentionReplay.Span span) {
        RetentionReplay replay = RetentionReplay.of(retention, entries, span);
        Map<OperationId, Fate> fates = new HashMap<>();
        for (Verdict verdict : replay.left()) {
            fates.put(verdict.id(), new Fate("kept", null, Why.of(verdict)));
        }
        for (RetentionReplay.Removal removal : replay.removals()) {
            fates.put(removal.verdict().id(), new Fate("deleted", removal.when(), Why.of(removal.verdict())));
        }
        return fates;
    }

    private RetentionReplay.Span span(RetentionQuestion question, List<HistoryEntry> entries, int backups) {
        Instant to = question.asOf() == null ? now() : question.asOf();
        Instant from = entries.stream()
                .map(HistoryEntry::time)
                .min(Instant::compareTo)
                .filter(first -> first.isBefore(to))
                .orElse(to);
        if (question.span() != null && question.span().compareTo(Duration.between(from, to)) < 0) {
            from = to.minus(question.span());
        }
        long runs = Duration.between(from, to).dividedBy(question.every()) + 2;
        if (runs > MOST_RUNS || runs * backups > MOST_VERDICTS) {
            throw new InvalidBodyException(
                    "span",
                    "would be " + runs + " runs of retention over " + backups + " backups; at most " + MOST_RUNS
                            + " runs and " + MOST_VERDICTS
                            + " verdicts are made: give a shorter span, or more time between two runs (every)");
        }
        return new RetentionReplay.Span(from, to, question.every());
    }

    /** The policy that governs the environment today; several do not agree on one answer, so one must be named. */
    private Optional<Active> comparedWith(ProjectId project, RetentionQuestion question) {
        List<Active> governing =
                policies
                        .list(project, question.environment(), new PageRequest(PageRequest.LARGEST, null))
                        .items()
                        .stream()
                        .map(PolicyRow::entry)
                        .map(entry -> (Active) entry.state())
                        .toList();
        if (question.compareWith() != null) {
            return Optional.of(named(governing, question.compareWith())
                    .orElseThrow(() -> new InvalidBodyException(
                            "compareWith",
                            "names none of the policies of " + question.environment() + ": " + names(governing))));
        }
        Optional<Active> same = question.policyId() == null ? Optional.empty() : named(governing, question.policyId());
        if (same.isEmpty() && governing.size() > 1) {
            throw new InvalidBodyException(
                    "compareWith",
                    "must name one of the policies of " + question.environment() + ": " + names(governing));
        }
        return same.or(() -> governing.stream().findFirst());
    }

    private static Optional<Active> named(List<Active> policies, String id) {
        return policies.stream()
                .filter(policy -> policy.policy().id().value().equals(id))
                .findFirst();
    }

    private static String names(List<Active> policies) {
        return policies.isEmpty()
                ? "it has none"
                : policies.stream().map(policy -> policy.policy().id().value()).collect(Collectors.joining(", "));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
