package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.catalog.Words;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of R-51: what becomes of an operation whose log is gone but for what was archived.
 *
 * <p>A manifest makes a backup exist, whatever the log says, so a backup with a sound manifest and no end becomes complete.
 * What else has no end has failed. Nothing is run again: whether the world has moved on, no rule can know. What is added
 * makes the rules find nothing more to add, so a recovery that was interrupted is repeated without harm.
 */
public final class LogRecovery {

    /** In whose name events are written that nobody asked for. */
    public static final Actor ACTOR = new Actor("lc2-recovery", "");

    /**
     * What is left of one operation.
     *
     * @param project whose
     * @param id which
     * @param remains in commands and events; null when there is nothing
     * @param point the recovery point it made; null when none is known
     * @param manifest what is in the bucket; of an open deletion the sound manifest of its backup; else nothing for what is
     *     no backup
     * @param torn whether events are missing between others
     */
    public record Left(
            ProjectId project,
            OperationId id,
            @Nullable Remains remains,
            @Nullable RecoveryPoint point,
            ManifestFound manifest,
            boolean torn) {}

    private LogRecovery() {}

    /**
     * Decides about one operation.
     *
     * @param now when the recovery runs
     */
    public static Verdict decide(Left left, Instant now) {
        Verdict verdict = left.remains() == null ? unknown(left) : known(left, left.remains(), now);
        List<Loss> losses = new ArrayList<>(verdict.losses());
        if (left.manifest() instanceof ManifestFound.Damaged damaged) {
            losses.add(loss(LossKind.MANIFEST_DAMAGED, left, damaged.why()));
        }
        if (left.torn()) {
            losses.add(loss(LossKind.EVENTS_MISSING, left, "Events of it do not follow each other."));
        }
        return new Verdict(verdict.events(), losses);
    }

    /** Names the commands of a project that make no operation and that nobody has answered, such as holds. */
    public static List<Loss> unanswered(ProjectId project, ProjectHistory history) {
        return history.unanswered().stream()
                .map(command -> new Loss(LossKind.COMMAND_LOST, project.value(), subject(command), unseen(command)))
                .toList();
    }

    /** Names the policies of a project, which nobody takes over from the log. */
    public static List<Loss> policies(ProjectId project, ProjectHistory history) {
        return history.policies().stream()
                .map(policy ->
                        new Loss(LossKind.POLICY_LOST, project.value(), policy.value(), "A policy that was in force."))
                .toList();
    }

    private static String subject(BackupCommand command) {
        return switch (command) {
            case BackupCommand.Opening c -> c.operationId().value();
            case BackupCommand.CancelOperation c -> c.operationId().value();
            case BackupCommand.UndeleteBackup c -> c.backupId().value();
            case BackupCommand.HoldBackup c -> c.backupId().value();
            case BackupCommand.ReleaseBackup c -> c.backupId().value();
            case BackupCommand.PolicyCommand c -> c.policyId().value();
        };
    }

    private static String unseen(BackupCommand command) {
        return command.getClass().getSimpleName() + " of " + command.meta().issuedAt() + " by "
                + command.meta().actor().id() + " was acknowledged; nothing says that an executor saw it.";
    }

    private static Verdict unknown(Left left) {
        return switch (left.manifest()) {
            case ManifestFound.Sound sound ->
                new Verdict(
                        RecoveredEvents.ofManifest(left.project(), left.id(), sound.backup(), null),
                        List.of(requestLost(left)));
            case ManifestFound.FilesOnly files -> lost(LossKind.LEFT_IN_BUCKET, left, "There is no manifest.");
            case ManifestFound.Damaged damaged -> Verdict.INTACT;
            case ManifestFound.Nothing nothing -> Verdict.INTACT;
        };
    }

    private static Verdict known(Left left, Remains remains, Instant now) {
        return switch (remains) {
            case Remains.Refused refused -> unknown(left);
            case Remains.Asked asked -> asked(left, asked.command());
            case Remains.Open open -> open(left, open.state(), now);
            case Remains.Over over -> over(left, over);
        };
    }

    private static Verdict asked(Left left, BackupCommand command) {
        if (left.manifest() instanceof ManifestFound.Sound sound && command instanceof RequestBackup request) {
            return new Verdict(
                    RecoveredEvents.ofManifest(left.project(), left.id(), sound.backup(), request), List.of());
        }
        return lost(LossKind.COMMAND_LOST, left, unseen(command));
    }

    private static Verdict open(Left left, OperationState state, Instant now) {
        boolean ending = state instanceof OperationState.Ending;
        if (!ending
                && left.manifest() instanceof ManifestFound.Sound sound
                && state.operation().subject() instanceof Subject.Backup backup) {
            return new Verdict(RecoveredEvents.completing(state, backup, sound.backup()), List.of());
        }
        List<OperationEvent> events =
                RecoveredEvents.cuttingOff(state, left.manifest() instanceof ManifestFound.Sound, now);
        return new Verdict(
                events, List.of(cutOff(left, state.operation().first().kind())));
    }

    private static Verdict over(Left left, Remains.Over over) {
        return switch (over.end()) {
            case CUT_OFF ->
                new Verdict(List.of(), List.of(cutOff(left, over.first().kind())));
            case UNDONE -> leftBehind(left, over, "It did not complete, but there is a manifest.");
            case COMPLETED -> over.first().kind() == OperationKind.BACKUP ? completed(left, over) : Verdict.INTACT;
        };
    }

    private static Verdict completed(Left left, Remains.Over over) {
        Lifecycle lifecycle =
                left.point() == null ? Lifecycle.PURGED : left.point().lifecycle();
        return switch (lifecycle) {
            case PURGED -> leftBehind(left, over, "It was removed, but there is a manifest.");
            case SOFT_DELETED -> Verdict.INTACT;
            case ACTIVE -> {
                boolean gone = left.manifest() instanceof ManifestFound.Nothing
                        || left.manifest() instanceof ManifestFound.FilesOnly;
                if (gone) {
                    yield lost(LossKind.BACKUP_GONE, left, "It was complete; now there is no manifest.");
                }
                yield over.first().actor().equals(ACTOR)
                        ? new Verdict(List.of(), List.of(requestLost(left)))
                        : Verdict.INTACT;
            }
        };
    }

    private static Verdict leftBehind(Left left, Remains.Over over, String detail) {
        return over.first().kind() == OperationKind.BACKUP && left.manifest() instanceof ManifestFound.Sound
                ? lost(LossKind.LEFT_IN_BUCKET, left, detail)
                : Verdict.INTACT;
    }

    private static Verdict lost(LossKind kind, Left left, String detail) {
        return new Verdict(List.of(), List.of(loss(kind, left, detail)));
    }

    private static Loss cutOff(Left left, OperationKind kind) {
        return loss(LossKind.OPERATION_CUT_OFF, left, "A " + Words.kebab(kind) + " that had begun; its end is lost.");
    }

    private static Loss requestLost(Left left) {
        return loss(LossKind.REQUEST_LOST, left, "A backup that is known from its manifest alone.");
    }

    private static Loss loss(LossKind kind, Left left, String detail) {
        return new Loss(kind, left.project().value(), left.id().value(), detail);
    }
}
