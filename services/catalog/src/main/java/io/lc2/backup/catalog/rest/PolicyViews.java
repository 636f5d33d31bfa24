package io.lc2.backup.catalog.rest;

import io.lc2.backup.catalog.policies.PolicyRow;
import io.lc2.backup.catalog.reading.Page;
import io.lc2.backup.catalog.reading.Policies;
import io.lc2.backup.catalog.rest.PolicyDetails.UnfinishedRunView;
import io.lc2.backup.catalog.rest.PolicySummary.LastRunView;
import io.lc2.backup.catalog.rest.PolicySummary.LeftOutView;
import io.lc2.backup.catalog.rest.PolicySummary.NextRun;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.PolicyEntry;
import io.lc2.backup.domain.catalog.PolicyEntry.Definition;
import io.lc2.backup.domain.catalog.PolicyEntry.LastRun;
import io.lc2.backup.domain.catalog.PolicyEntry.LeftOut;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.policy.Findings;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.PolicyRules;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.UnfinishedRun;
import io.lc2.backup.domain.schedule.Run;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.ScheduleDecider;
import io.lc2.backup.domain.schedule.SchedulePolicy;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes JSON of policies. What comes next is computed from the policy, as the scheduler does. */
final class PolicyViews {

    private static final int NEXT_RUNS = 5;

    private final Policies policies;
    private final Timetable timetable;
    private final InstantSource clock;

    PolicyViews(Policies policies, Timetable timetable, InstantSource clock) {
        this.policies = policies;
        this.timetable = timetable;
        this.clock = clock;
    }

    Page<PolicySummary> summaries(Page<PolicyRow> page) {
        Map<OperationId, String> statuses = statuses(page.items());
        return new Page<>(
                page.items().stream()
                        .map(row -> summary(row, statuses, nextRuns(active(row), 1)))
                        .toList(),
                page.nextPageToken());
    }

    PolicyDetails details(PolicyRow row) {
        Active active = active(row);
        Map<OperationId, String> statuses = statuses(List.of(row));
        List<NextRun> nextRuns = nextRuns(active, NEXT_RUNS);
        OperationId drill = active.drills().unfinished();
        return new PolicyDetails(
                summary(row, statuses, nextRuns),
                nextRuns,
                active.unfinished().stream()
                        .map(run -> unfinished(run, statuses))
                        .toList(),
                nextDrills(active),
                drill == null ? null : drill.value(),
                policies.lastDrill(active.project(), active.policy().id())
                        .map(DrillView::of)
                        .orElse(null),
                warnings(active.policy()),
                active.version(),
                active.policy().fingerprint(),
                PolicyDocument.of(active.policy()));
    }

    private static Active active(PolicyRow row) {
        return (Active) row.entry().state();
    }

    private Map<OperationId, String> statuses(List<PolicyRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Set<OperationId> backups = new HashSet<>();
        for (PolicyRow row : rows) {
            LastRun last = row.entry().course().lastRun();
            if (last != null) {
                backups.add(last.backupId());
            }
            active(row).unfinished().forEach(run -> backups.add(run.backupId()));
        }
        ProjectId project = rows.getFirst().entry().project();
        return policies.statuses(project, backups);
    }

    private static PolicySummary summary(PolicyRow row, Map<OperationId, String> statuses, List<NextRun> nextRuns) {
        PolicyEntry entry = row.entry();
        Active active = active(row);
        Policy policy = active.policy();
        Definition defined = entry.course().defined();
        return new PolicySummary(
                entry.id().value(),
                entry.project().value(),
                policy.backup().environment(),
                Words.kebab(policy.backup().application()),
                Words.camel(active.paused() ? PolicySummary.Status.PAUSED : PolicySummary.Status.ACTIVE),
                policy.schedule().cron(),
                policy.schedule().zone(),
                nextRuns.isEmpty() ? null : nextRuns.getFirst(),
                lastRun(entry.course().lastRun(), statuses),
                leftOut(entry.course().lastMissed()),
                leftOut(entry.course().lastSkipped()),
                entry.course().retained(),
                defined == null ? null : defined.at(),
                defined == null ? null : defined.by());
    }

    private static @Nullable LastRunView lastRun(@Nullable LastRun run, Map<OperationId, String> statuses) {
        return run == null
                ? null
                : new LastRunView(run.due(), run.firedAt(), run.backupId().value(), statuses.get(run.backupId()));
    }

    private static @Nullable LeftOutView leftOut(@Nullable LeftOut runs) {
        return runs == null
                ? null
                : new LeftOutView(
                        runs.first(),
                        runs.last(),
                        runs.count(),
                        runs.reason().name(),
                        Words.kebab(runs.reason()).replace('-', ' '));
    }

    private static UnfinishedRunView unfinished(UnfinishedRun run, Map<OperationId, String> statuses) {
        return new UnfinishedRunView(run.backupId().value(), run.due(), run.finishBy(), statuses.get(run.backupId()));
    }

    private List<NextRun> nextRuns(Active active, int count) {
        return next(active, active.policy().schedule(), active.handled(), count);
    }

    private List<NextRun> nextDrills(Active active) {
        Schedule drill = active.policy().drill();
        return drill == null ? List.of() : next(active, drill, active.drills().handled(), NEXT_RUNS);
    }

    /** Runs that are due already and start within the jitter are to come. */
    private List<NextRun> next(Active active, Schedule schedule, Instant handled, int count) {
        if (active.paused() || unreadable(schedule)) {
            return List.of();
        }
        SchedulePolicy rules = schedule.rules(active.policy().id());
        Instant now = clock.instant();
        Instant jittered = now.minus(schedule.jitter());
        Instant from = handled.isAfter(jittered) ? handled : jittered;
        ZoneId zone = ZoneId.of(schedule.zone());
        List<NextRun> runs = new ArrayList<>();
        while (runs.size() < count) {
            List<Run.Fired> next =
                    ScheduleDecider.preview(rules, timetable.of(schedule.cron(), schedule.zone()), from, count);
            next.stream()
                    .filter(run -> run.start().isAfter(now))
                    .map(run -> nextRun(run, zone))
                    .forEach(runs::add);
            if (next.size() < count) {
                break;
            }
            from = next.getLast().due();
        }
        return runs.stream().limit(count).toList();
    }

    /** Whoever writes events by hand can write what no rule allows; the warnings tell. */
    private boolean unreadable(Schedule schedule) {
        return timetable.objection(schedule.cron()) != null
                || !ZoneId.getAvailableZoneIds().contains(schedule.zone());
    }

    private static NextRun nextRun(Run.Fired run, ZoneId zone) {
        return new NextRun(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(run.due().atZone(zone)),
                run.due(),
                run.start().truncatedTo(ChronoUnit.MILLIS),
                run.finishBy());
    }

    private List<Problem.FieldError> warnings(Policy policy) {
        Findings findings = PolicyRules.of(policy, timetable, clock.instant());
        return Stream.concat(findings.violations().stream(), findings.warnings().stream())
                .map(warning -> new Problem.FieldError(warning.field(), warning.message()))
                .toList();
    }
}
