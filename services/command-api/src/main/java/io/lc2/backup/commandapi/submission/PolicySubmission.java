package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.DefinePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.PausePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.RemovePolicy;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand.UnpausePolicy;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.policy.Findings;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.PolicyRules;
import io.lc2.backup.domain.request.Violation;
import io.lc2.backup.domain.schedule.Run;
import io.lc2.backup.domain.schedule.Schedule;
import io.lc2.backup.domain.schedule.ScheduleDecider;
import io.lc2.backup.domain.schedule.Timetable;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns wishes about policies into commands on the log, under the same rules as {@link CommandSubmission}. */
public final class PolicySubmission {

    /** The scheduler answers whatever a command about a policy that is there already says; the field is not looked at. */
    private static final Provider ANY = Provider.LOCAL;

    private final CommandSubmission submission;
    private final Timetable timetable;
    private final InstantSource clock;

    /**
     * Puts the parts together.
     *
     * @param submission takes commands to the log
     * @param timetable reads cron expressions as the scheduler does
     * @param clock due times before now do not matter
     */
    public PolicySubmission(CommandSubmission submission, Timetable timetable, InstantSource clock) {
        this.submission = submission;
        this.timetable = timetable;
        this.clock = clock;
    }

    /** Asks for a policy, or that it becomes another. */
    public PolicyReceipt define(ProjectId project, Policy policy, Caller caller) {
        CommandMeta meta = submission.meta(project, policy.backup().provider(), caller);
        Findings findings = findings(policy);
        CommandId id = submission.acknowledge(
                new DefinePolicy(meta, policy), "define " + policy.fingerprint(), findings.violations(), caller);
        return new PolicyReceipt(id, policy.id(), policy.fingerprint(), findings.warnings());
    }

    /** Asks that a policy is removed. */
    public PolicyReceipt remove(ProjectId project, PolicyId policy, Caller caller) {
        return submit(project, policy, caller, "remove ", meta -> new RemovePolicy(meta, policy));
    }

    /** Asks that nothing of a policy runs. */
    public PolicyReceipt pause(ProjectId project, PolicyId policy, Caller caller) {
        return submit(project, policy, caller, "pause ", meta -> new PausePolicy(meta, policy));
    }

    /** Asks that a policy goes on. */
    public PolicyReceipt unpause(ProjectId project, PolicyId policy, Caller caller) {
        return submit(project, policy, caller, "unpause ", meta -> new UnpausePolicy(meta, policy));
    }

    /**
     * What a policy would do; nothing is asked for.
     *
     * @param count runs, and drills, at most
     * @throws InvalidRequestException when the policy would be refused
     */
    public Preview preview(Policy policy, int count) {
        Findings findings = findings(policy);
        if (!findings.violations().isEmpty()) {
            throw new InvalidRequestException(findings.violations());
        }
        List<Run.Fired> runs = next(policy.id(), policy.schedule(), count);
        List<Run.Fired> drills = policy.drill() == null ? List.of() : next(policy.id(), policy.drill(), count);
        return new Preview(runs, drills, findings.warnings());
    }

    private List<Run.Fired> next(PolicyId policy, Schedule schedule, int count) {
        return ScheduleDecider.preview(
                schedule.rules(policy), timetable.of(schedule.cron(), schedule.zone()), clock.instant(), count);
    }

    private PolicyReceipt submit(
            ProjectId project,
            PolicyId policy,
            Caller caller,
            String what,
            Function<CommandMeta, PolicyCommand> command) {
        CommandMeta meta = submission.meta(project, ANY, caller);
        CommandId id = submission.acknowledge(command.apply(meta), what + policy, List.of(), caller);
        return new PolicyReceipt(id, policy, null, List.of());
    }

    private Findings findings(Policy policy) {
        return PolicyRules.of(policy, timetable, clock.instant());
    }

    /**
     * What the log has acknowledged.
     *
     * @param command id of the command
     * @param policy the policy it is about
     * @param fingerprint that of the policy as sent; null when none was
     * @param warnings what may not be meant
     */
    public record PolicyReceipt(
            CommandId command, PolicyId policy, @Nullable String fingerprint, List<Violation> warnings) {}

    /**
     * What a policy would do.
     *
     * @param runs its next runs
     * @param drills its next drills; empty when it has none
     * @param warnings what may not be meant
     */
    public record Preview(List<Run.Fired> runs, List<Run.Fired> drills, List<Violation> warnings) {}
}
