package io.lc2.backup.domain.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.command.CommandMeta;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Names of one run. They follow from policy and due time and nothing else, so that whoever decides about a due time
 * again decides about the same run. No record, because writing a time takes long and each is needed more than once.
 */
public final class ScheduledRun {

    /** Length of the due time at the end of a name. */
    public static final int DUE_LENGTH = "20261121t023000z".length();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String DRILL = "-d";

    private final ProjectId project;
    private final PolicyId policy;
    private final String name;
    private final String time;

    /**
     * Names a run.
     *
     * @param project whose
     * @param policy which policy
     * @param due the due time, in whole seconds
     */
    public ScheduledRun(ProjectId project, PolicyId policy, Instant due) {
        this.project = project;
        this.policy = policy;
        this.name = policy + "@" + due;
        this.time = TIME.format(due);
    }

    PolicyId policy() {
        return policy;
    }

    /** The text that names the run everywhere: {@code policyId@dueTime}. */
    public String name() {
        return name;
    }

    /** The backup it asks for, for example {@code nightly-20261121t023000z}. */
    public OperationId backupId() {
        return new OperationId(policy + "-" + time);
    }

    /** The command that asks for the backup. */
    public CommandId requestId() {
        return command("");
    }

    /** The drill it asks for, for example {@code nightly-d20261121t023000z}: never the name of a backup. */
    public OperationId drillId() {
        return new OperationId(drillsBegin(policy) + time);
    }

    /** What the names of all drills of a policy begin with; {@link #DUE_LENGTH} characters follow. */
    public static String drillsBegin(PolicyId policy) {
        return policy + DRILL;
    }

    /** The command that asks for the drill. */
    public CommandId drillRequestId() {
        return command("/drill");
    }

    /** The command that cancels it when it has not ended in time. */
    public CommandId cancellationId() {
        return command("/cancel");
    }

    /**
     * The policy a backup or a drill would belong to if one has asked for it; empty when no policy names anything like this.
     */
    public static Optional<PolicyId> policyOf(OperationId operation) {
        String value = operation.value();
        int time = value.length() - DUE_LENGTH;
        int cut = value.startsWith(DRILL, time - DRILL.length()) ? time - DRILL.length() : time - 1;
        return cut > 0 && cut <= PolicyId.LONGEST && value.charAt(cut) == '-' && value.charAt(cut - 1) != '-'
                ? Optional.of(new PolicyId(value.substring(0, cut)))
                : Optional.empty();
    }

    /** Whether a command is the one with which a policy asked for something, and not somebody else's of the same name. */
    public static boolean isRequest(CommandMeta command, OperationId operation) {
        return policyOf(operation)
                .filter(policy -> command.actor().equals(Policy.actor(policy)))
                .isPresent();
    }

    private CommandId command(String what) {
        return new CommandId(UUID.nameUUIDFromBytes((project + "/" + name + what).getBytes(UTF_8)));
    }
}
