package io.lc2.backup.domain.schedule;

import io.lc2.backup.domain.schedule.Run.Fired;
import io.lc2.backup.domain.schedule.Run.NotRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which due times become runs. Every due time is dealt with exactly once and in order, whatever else happens:
 *
 * <ul>
 *   <li>in a pause, or while there is one, nothing runs, and nothing of it is caught up afterwards;
 *   <li>after its window nothing runs;
 *   <li>of several that are left, {@link CatchUp} says which run;
 *   <li>what {@link Overlap} does not allow while earlier runs are unfinished is left out.
 * </ul>
 */
public final class ScheduleDecider {

    /** Unfinished runs of one policy; whoever has more is too slow for the schedule, and more would not help. */
    public static final int MOST_UNFINISHED = 10;

    /** Due times looked at in one decision, so that none takes long; the rest is for the next one. */
    static final int MOST_DUE = 1_000;

    private final SchedulePolicy policy;
    private final List<Pause> pauses;
    private final Instant now;
    private final List<Run> runs = new ArrayList<>();
    private int unfinished;

    private ScheduleDecider(SchedulePolicy policy, int unfinished, List<Pause> pauses, Instant now) {
        this.policy = policy;
        this.unfinished = unfinished;
        this.pauses = pauses;
        this.now = now;
    }

    /**
     * What is due.
     *
     * @param policy how due times become runs
     * @param occurrences the due times
     * @param handled the last due time dealt with; for a new or changed schedule the instant it became so
     * @param unfinished runs of this policy that are queued or running
     * @param pauses when it was paused, in any order; those that ended before {@code handled} may be left out
     * @param now the server's time
     */
    public static DueRuns due(
            SchedulePolicy policy,
            Occurrences occurrences,
            Instant handled,
            int unfinished,
            List<Pause> pauses,
            Instant now) {
        List<Instant> due = new ArrayList<>();
        Instant next = next(occurrences, handled);
        while (next != null && due.size() < MOST_DUE && !policy.startOf(next).isAfter(now)) {
            due.add(next);
            next = next(occurrences, next);
        }
        Instant wakeAt = next == null ? null : policy.startOf(next);
        boolean more = wakeAt != null && !wakeAt.isAfter(now);
        List<Run> runs = new ScheduleDecider(policy, unfinished, pauses, now).decide(due, more);
        return new DueRuns(runs, due.isEmpty() ? handled : due.getLast(), wakeAt);
    }

    /**
     * The next due times with the start of each, pauses left aside.
     *
     * @param from the first is after it
     * @param count how many at most
     */
    public static List<Fired> preview(SchedulePolicy policy, Occurrences occurrences, Instant from, int count) {
        List<Fired> preview = new ArrayList<>();
        Instant next = next(occurrences, from);
        while (next != null && preview.size() < count) {
            preview.add(fired(policy, next));
            next = next(occurrences, next);
        }
        return List.copyOf(preview);
    }

    private List<Run> decide(List<Instant> due, boolean more) {
        Instant latest = null;
        for (Instant time : due) {
            if (obstacle(time) == null) {
                latest = time;
            }
        }
        for (Instant time : due) {
            decide(time, !more && time.equals(latest));
        }
        return runs;
    }

    private void decide(Instant due, boolean latest) {
        NotRunReason reason = obstacle(due);
        if (reason == null) {
            reason = notCaughtUp(due, latest);
        }
        if (reason == null) {
            reason = overlap();
        }
        if (reason == null) {
            runs.add(fired(policy, due));
            unfinished++;
        } else {
            leaveOut(due, reason);
        }
    }

    /** What keeps a due time from running whatever else is due. */
    private @Nullable NotRunReason obstacle(Instant due) {
        Instant start = policy.startOf(due);
        for (Pause pause : pauses) {
            if (pause.covers(due) || pause.covers(start) || pause.covers(now)) {
                return NotRunReason.PAUSED;
            }
        }
        boolean passed = passed(due, policy.window().startBy())
                || passed(due, policy.window().finishBy());
        return passed ? NotRunReason.WINDOW_PASSED : null;
    }

    private boolean passed(Instant due, @Nullable Duration limit) {
        return limit != null && now.isAfter(due.plus(limit));
    }

    private @Nullable NotRunReason notCaughtUp(Instant due, boolean latest) {
        boolean late = now.isAfter(policy.startOf(due).plus(policy.tolerance()));
        return switch (policy.catchUp()) {
            case NONE -> late ? NotRunReason.NOT_CAUGHT_UP : latest ? null : NotRunReason.REPLACED_BY_LATER;
            case LATEST -> latest ? null : NotRunReason.REPLACED_BY_LATER;
            case ALL -> null;
        };
    }

    private @Nullable NotRunReason overlap() {
        return switch (policy.overlap()) {
            case SKIP -> unfinished > 0 ? NotRunReason.EARLIER_UNFINISHED : null;
            case QUEUE -> unfinished >= MOST_UNFINISHED ? NotRunReason.TOO_MANY_UNFINISHED : null;
        };
    }

    private void leaveOut(Instant due, NotRunReason reason) {
        if (!runs.isEmpty() && runs.getLast() instanceof NotRun before && before.reason() == reason) {
            runs.removeLast();
            runs.add(new NotRun(before.first(), due, before.count() + 1, reason));
        } else {
            runs.add(new NotRun(due, due, 1, reason));
        }
    }

    private static Fired fired(SchedulePolicy policy, Instant due) {
        Duration finishBy = policy.window().finishBy();
        return new Fired(due, policy.startOf(due), finishBy == null ? null : due.plus(finishBy));
    }

    private static @Nullable Instant next(Occurrences occurrences, Instant after) {
        Instant next = occurrences.after(after);
        if (next != null && !next.isAfter(after)) {
            throw new IllegalStateException("the due time after " + after + " cannot be " + next);
        }
        return next;
    }
}
