package io.lc2.backup.catalog.rest;

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
import io.lc2.backup.domain.retention.JointRetention;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        Governing governing = governing(project, question);
        List<RetentionPoint> points =
                environments.history(project, question.environment()).points();
        Map<OperationId, RetentionPoint> byId =
                points.stream().collect(Collectors.toMap(RetentionPoint::id, Function.identity()));
        List<Judged> items = JointRetention.decide(governing.with(question.retention()), points, now).stream()
                .map(verdict -> Judged.of(verdict, Objects.requireNonNull(byId.get(verdict.id()))))
                .toList();
        int keep = count(items, item -> item.verdict().equals("keep"));
        return new Preview(
                project.value(),
                question.environment(),
                question.retention().zone(),
                now,
                governing.others().stream().map(Governing::id).toList(),
                keep,
                items.size() - keep,
                items);
    }

    Simulation simulate(ProjectId project, RetentionQuestion question) {
        Governing governing = governing(project, question);
        EnvironmentHistory history = environments.history(project, question.environment());
        List<HistoryEntry> entries = history.entries();
        RetentionReplay.Span span =
                span(question, entries, governing, history.backups().size());
        Map<OperationId, Fate> after = fates(governing.with(question.retention()), entries, span);
        Map<OperationId, Fate> before =
                governing.today().isEmpty() ? null : fates(Governing.retention(governing.today()), entries, span);
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
                governing.today().stream().map(Governing::id).toList(),
                governing.others().stream().map(Governing::id).toList(),
                count(items, item -> item.after().outcome().equals("kept")),
                count(items, item -> item.after().outcome().equals("deleted")),
                count(items, Fates::differs),
                items);
    }

    private static <T> int count(List<T> items, Predicate<T> which) {
        return (int) items.stream().filter(which).count();
    }

    private static Fates item(
            BackupTrack backup, @Nullable Map<OperationId, Fate> before, Map<OperationId, Fate> after) {
        OperationId id = backup.made().backupId();
        Fate now = before == null ? null : before.getOrDefault(id, Fate.GONE);
        Fate then = after.getOrDefault(id, Fate.GONE);
        return new Fates(id.value(), backup.at(), !then.sameEnd(now), now, then);
    }

    private static Map<OperationId, Fate> fates(
            List<RetentionPolicy> retention, List<HistoryEntry> entries, RetentionReplay.Span span) {
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

    private RetentionReplay.Span span(
            RetentionQuestion question, List<HistoryEntry> entries, Governing governing, int backups) {
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
        long policies = governing.today().size() + governing.others().size() + 1L;
        if (runs > MOST_RUNS || runs * backups * policies > MOST_VERDICTS) {
            throw new InvalidBodyException(
                    "span",
                    "would be " + runs + " runs of retention over " + backups + " backups for " + policies
                            + " policies; at most " + MOST_RUNS
                            + " runs and " + MOST_VERDICTS
                            + " verdicts are made: give a shorter span, or more time between two runs (every)");
        }
        return new RetentionReplay.Span(from, to, question.every());
    }

    private Governing governing(ProjectId project, RetentionQuestion question) {
        List<Active> today =
                policies
                        .list(project, question.environment(), new PageRequest(PageRequest.LARGEST, null))
                        .items()
                        .stream()
                        .map(row -> (Active) row.entry().state())
                        .toList();
        List<Active> others = question.policyId() == null
                ? List.of()
                : today.stream()
                        .filter(policy -> !Governing.id(policy).equals(question.policyId()))
                        .toList();
        return new Governing(today, others);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The policies of an environment, paused ones included: they protect what they keep.
     *
     * @param today all of them
     * @param others those beside the one that is thought of
     */
    private record Governing(List<Active> today, List<Active> others) {

        static String id(Active policy) {
            return policy.policy().id().value();
        }

        static List<RetentionPolicy> retention(List<Active> policies) {
            return policies.stream().map(policy -> policy.policy().retention()).toList();
        }

        List<RetentionPolicy> with(RetentionPolicy thoughtOf) {
            return Stream.concat(Stream.of(thoughtOf), retention(others).stream())
                    .toList();
        }
    }
}
