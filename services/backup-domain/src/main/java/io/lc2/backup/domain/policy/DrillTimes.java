package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand.RequestRestore;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.schedule.DueRuns;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Occurrences;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Run;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.ScheduleDecider;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Due times of drills: each asks for one drill of the newest verified backup of the environment, or says why there is none.
 */
final class DrillTimes {

    private DrillTimes() {}

    static boolean isDue(Active state, Timetable timetable, Instant now) {
        Instant at = wakeAt(state, timetable);
        return at != null && !at.isAfter(now);
    }

    /** When the next drill starts; null: never, or not while the policy is paused. */
    static @Nullable Instant wakeAt(Active state, Timetable timetable) {
        Schedule drill = state.policy().drill();
        if (drill == null || state.paused()) {
            return null;
        }
        Instant due = occurrences(drill, timetable).after(state.drills().handled());
        return due == null ? null : drill.rules(state.policy().id()).startOf(due);
    }

    static void decide(PolicyDraft draft, EnvironmentView environment, Timetable timetable) {
        Active state = Objects.requireNonNull(draft.active());
        Schedule drill = state.policy().drill();
        if (drill == null || state.paused()) {
            return;
        }
        DueRuns due = ScheduleDecider.due(
                drill.rules(state.policy().id()),
                occurrences(drill, timetable),
                state.drills().handled(),
                state.drills().unfinished() == null ? 0 : 1,
                pauses(state),
                draft.now());
        Optional<OperationId> newest = newest(state, environment);
        due.runs().forEach(run -> decide(draft, state, run, newest));
    }

    /** As of backups: what was due when it began and had not been asked for is left out with what became due in it. */
    private static List<Pause> pauses(Active state) {
        Pause pause = state.pause();
        return pause == null ? List.of() : List.of(new Pause(state.drills().handled(), pause.to()));
    }

    private static void decide(PolicyDraft draft, Active state, Run run, Optional<OperationId> newest) {
        switch (run) {
            case Run.Fired fired when newest.isPresent() -> fire(draft, state, fired, newest.get());
            case Run.Fired fired -> leaveOut(draft, state, NotRunReason.NO_BACKUP, fired.due(), fired.due(), 1);
            case Run.NotRun not -> leaveOut(draft, state, not.reason(), not.first(), not.last(), not.count());
        }
    }

    private static void fire(PolicyDraft draft, Active state, Run.Fired fired, OperationId backup) {
        ScheduledRun names = run(state, fired.due());
        draft.happened(new DrillFired(draft.next(names), fired.due(), fired.start(), backup, names.drillId()));
        draft.ask(new RequestRestore(
                new CommandMeta(
                        names.drillRequestId(),
                        state.project(),
                        state.policy().backup().provider(),
                        Policy.actor(names.policy()),
                        draft.now(),
                        names.name()),
                names.drillId(),
                RestoreRequest.drillOf(backup)));
    }

    private static void leaveOut(
            PolicyDraft draft, Active state, NotRunReason reason, Instant first, Instant last, int count) {
        draft.happened(new DrillSkipped(draft.next(run(state, last)), first, last, count, reason));
    }

    /** By the instant of the data: what would be restored if something happened now. */
    private static Optional<OperationId> newest(Active state, EnvironmentView environment) {
        return environment.backups().stream()
                .map(TrackedBackup::point)
                .filter(Objects::nonNull)
                .filter(RecoveryPoint::restorable)
                .filter(point -> point.provider() == state.policy().backup().provider())
                .max(Comparator.comparing(RecoveryPoint::dataTime).thenComparing(RecoveryPoint::backupId))
                .map(RecoveryPoint::backupId);
    }

    private static ScheduledRun run(Active state, Instant due) {
        return new ScheduledRun(state.project(), state.policy().id(), due);
    }

    private static Occurrences occurrences(Schedule schedule, Timetable timetable) {
        return timetable.of(schedule.cron(), schedule.zone());
    }
}
