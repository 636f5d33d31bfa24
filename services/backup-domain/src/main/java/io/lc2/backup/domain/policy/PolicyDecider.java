package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyRemoved;
import io.lc2.backup.domain.event.PolicyEvent.PolicyUnpaused;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.Violation;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a command about a policy, and from time. Repeating a command, and asking for what is so
 * already, changes nothing and says nothing.
 */
public final class PolicyDecider {

    private static final String SEND_AGAIN = "Correct the policy and send it with a new command id.";

    private final Timetable timetable;
    private final int mostPerProject;
    private final Duration retentionInterval;

    /**
     * Decides by these rules.
     *
     * @param timetable reads cron expressions
     * @param mostPerProject policies of one project that may be wanted at a time
     * @param retentionInterval how often each policy decides what stays of its environment
     */
    public PolicyDecider(Timetable timetable, int mostPerProject, Duration retentionInterval) {
        this.timetable = timetable;
        this.mostPerProject = mostPerProject;
        this.retentionInterval = retentionInterval;
    }

    /**
     * What follows from a command.
     *
     * @param known of its policy
     * @param now the server's time
     */
    public PolicyDecision decide(PolicyKnowledge known, PolicyCommand command, Instant now) {
        PolicyDraft draft = new PolicyDraft(command.meta().project(), command.policyId(), known.state(), now);
        HandledCommand answered = known.answered();
        if (answered != null) {
            if (!repeats(command, answered)) {
                reject(
                        draft,
                        command,
                        RejectionCode.COMMAND_ID_REUSED,
                        "The command id was used before, for " + answered.subject(),
                        "Use a new command id, or a new Idempotency-Key, for a different request.");
            }
            return draft.done(this::wakeAt);
        }
        List<Violation> violations = RequestRules.violations(command);
        if (violations.isEmpty()) {
            answer(draft, known, command);
        } else {
            rejectAsInvalid(draft, command, violations);
        }
        return draft.done(this::wakeAt);
    }

    /** Which runs have become due. */
    public PolicyDecision due(Active state, Instant now) {
        PolicyDraft draft = new PolicyDraft(state.project(), state.policy().id(), state, now);
        DueTimes.decide(draft, timetable);
        return draft.done(this::wakeAt);
    }

    /** Whether it is time for a drill, or to say why there is none. */
    public boolean drillIsDue(Active state, Instant now) {
        return DrillTimes.isDue(state, timetable, now);
    }

    /**
     * Which drill has become due.
     *
     * @param state a policy whose drill is due
     * @param environment that of the policy
     */
    public PolicyDecision drill(Active state, EnvironmentView environment, Instant now) {
        PolicyDraft draft = new PolicyDraft(state.project(), state.policy().id(), state, now);
        DrillTimes.decide(draft, environment, timetable);
        return draft.done(this::wakeAt);
    }

    /** Whether it is time to decide what stays of the environment of a policy. */
    public boolean retentionIsDue(Active state, Instant now) {
        return Expiration.dueAt(state, retentionInterval)
                .filter(due -> !due.isAfter(now))
                .isPresent();
    }

    /**
     * Which backups of the environment of a policy go, and that it was decided.
     *
     * @param state a policy whose retention is due
     * @param environment that of the policy, with this policy among the others
     */
    public PolicyDecision retain(Active state, EnvironmentView environment, Instant now) {
        PolicyDraft draft = new PolicyDraft(state.project(), state.policy().id(), state, now);
        Expiration.decide(draft, environment);
        return draft.done(this::wakeAt);
    }

    /** What is remembered of a command that was answered: enough to tell a repetition from another request of its id. */
    public static HandledCommand answer(PolicyCommand command, Instant now) {
        return new HandledCommand(command.meta().commandId(), asked(command), now);
    }

    private static String asked(PolicyCommand command) {
        String what = command.policyId() + " " + command.getClass().getSimpleName();
        return command instanceof DefinePolicy define
                ? what + " " + define.policy().fingerprint()
                : what;
    }

    /** Of answers to what could be read only in part, and of those of earlier versions, no more is known than the policy. */
    private static boolean repeats(PolicyCommand command, HandledCommand answered) {
        return answered.subject().equals(asked(command))
                || answered.subject().equals(command.policyId().value());
    }

    private @Nullable Instant wakeAt(Active state) {
        return Stream.of(
                        Optional.ofNullable(DueTimes.wakeAt(state, timetable)),
                        Optional.ofNullable(DrillTimes.wakeAt(state, timetable)),
                        Expiration.dueAt(state, retentionInterval))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private void answer(PolicyDraft draft, PolicyKnowledge known, PolicyCommand command) {
        switch (command) {
            case DefinePolicy define -> define(draft, known, define);
            case RemovePolicy remove -> {
                boolean removed = known.state() instanceof PolicyState.Removed;
                if (!removed && wanted(draft, remove) != null) {
                    draft.happened(new PolicyRemoved(draft.next(remove)));
                }
            }
            case PausePolicy pause -> {
                Active active = wanted(draft, pause);
                if (active != null && !active.paused()) {
                    draft.happened(new PolicyPaused(draft.next(pause)));
                }
            }
            case UnpausePolicy unpause -> {
                Active active = wanted(draft, unpause);
                if (active != null && active.paused()) {
                    draft.happened(new PolicyUnpaused(draft.next(unpause)));
                }
            }
        }
    }

    private void define(PolicyDraft draft, PolicyKnowledge known, DefinePolicy command) {
        Active before = draft.active();
        if (before != null && before.policy().equals(command.policy())) {
            return;
        }
        List<Violation> violations = new ArrayList<>(
                PolicyRules.of(command.policy(), timetable, draft.now()).violations());
        if (command.policy().backup().provider() != command.meta().provider()) {
            violations.add(new Violation("backup.provider", "must be the provider of the command"));
        }
        if (before == null && known.active() >= mostPerProject) {
            violations.add(
                    new Violation("policyId", "would be one more than the " + mostPerProject + " a project may have"));
        }
        if (violations.isEmpty()) {
            draft.happened(new PolicyDefined(draft.next(command), command.policy()));
        } else {
            rejectAsInvalid(draft, command, violations);
        }
    }

    private static @Nullable Active wanted(PolicyDraft draft, PolicyCommand command) {
        Active active = draft.active();
        if (active == null) {
            reject(
                    draft,
                    command,
                    RejectionCode.POLICY_NOT_FOUND,
                    "There is no policy " + command.policyId() + " in this project",
                    "List the policies of the project.");
        }
        return active;
    }

    private static void rejectAsInvalid(PolicyDraft draft, PolicyCommand command, List<Violation> violations) {
        String text = violations.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining("; "));
        reject(draft, command, RejectionCode.INVALID_REQUEST, text, SEND_AGAIN);
    }

    private static void reject(
            PolicyDraft draft, PolicyCommand command, RejectionCode code, String message, String nextStep) {
        draft.rejected(new CommandRejected(
                command.meta(),
                command.getClass().getSimpleName(),
                command.policyId().value(),
                draft.now(),
                code,
                message,
                nextStep));
    }
}
