package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.CancelOperation;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunOverdue;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.schedule.DueRuns;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Run;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.ScheduleDecider;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What time brings to a policy: due times and the ends of windows. */
final class DueTimes {

    private DueTimes() {}

    static void decide(PolicyDraft draft, Timetable timetable) {
        overdue(draft);
        Active state = Objects.requireNonNull(draft.active());
        if (state.paused()) {
            return;
        }
        Pause pause = state.pause();
        DueRuns due = ScheduleDecider.due(
                state.policy().schedule().rules(state.policy().id()),
                occurrences(state.policy().schedule(), timetable),
                state.handled(),
                state.unfinished().size(),
                pause == null ? List.of() : List.of(pause),
                draft.now());
        due.runs().forEach(run -> decide(draft, state, run));
    }

    /** The next time there is something to decide; null: never. */
    static @Nullable Instant wakeAt(Active state, Timetable timetable) {
        Instant due = state.paused()
                ? null
                : occurrences(state.policy().schedule(), timetable).after(state.handled());
        Instant start = due == null
                ? null
                : state.policy().schedule().rules(state.policy().id()).startOf(due);
        return Stream.concat(
                        Stream.ofNullable(start),
                        state.unfinished().stream().map(UnfinishedRun::finishBy).filter(Objects::nonNull))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** A run that is not done in time is worth nothing any more, in the queue or at work. */
    private static void overdue(PolicyDraft draft) {
        Active state = Objects.requireNonNull(draft.active());
        for (UnfinishedRun unfinished : state.unfinished()) {
            Instant finishBy = unfinished.finishBy();
            if (finishBy != null && !finishBy.isAfter(draft.now())) {
                ScheduledRun run = run(state, unfinished.due());
                draft.happened(new RunOverdue(draft.next(run), unfinished.due(), unfinished.backupId()));
                draft.ask(new CancelOperation(
                        meta(state, run, run.cancellationId(), draft.now()), unfinished.backupId()));
            }
        }
    }

    private static void decide(PolicyDraft draft, Active state, Run run) {
        switch (run) {
            case Run.Fired fired -> {
                ScheduledRun names = run(state, fired.due());
                OperationId backup = names.backupId();
                draft.happened(
                        new PolicyFired(draft.next(names), fired.due(), fired.start(), fired.finishBy(), backup));
                draft.ask(new RequestBackup(
                        meta(state, names, names.requestId(), draft.now()),
                        backup,
                        state.policy().backup()));
            }
            case Run.NotRun not -> {
                PolicyMeta meta = draft.next(run(state, not.last()));
                draft.happened(
                        not.reason().missed()
                                ? new RunMissed(meta, not.first(), not.last(), not.count(), not.reason())
                                : new RunSkipped(meta, not.first(), not.last(), not.count(), not.reason()));
            }
        }
    }

    private static ScheduledRun run(Active state, Instant due) {
        return new ScheduledRun(state.project(), state.policy().id(), due);
    }

    private static CommandMeta meta(Active state, ScheduledRun run, CommandId id, Instant now) {
        Provider provider = state.policy().backup().provider();
        return new CommandMeta(id, state.project(), provider, Policy.actor(run.policy()), now, run.name());
    }

    private static Occurrences occurrences(Schedule schedule, Timetable timetable) {
        return timetable.of(schedule.cron(), schedule.zone());
    }
}
