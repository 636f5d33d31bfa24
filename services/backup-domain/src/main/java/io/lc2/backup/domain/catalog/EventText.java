package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.DrillResult;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupRequested;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupUndeleted;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.CancellationRequested;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.OperationQueued;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.OperationEvent.RestoreRequested;
import io.lc2.backup.domain.event.OperationEvent.StepFailed;
import io.lc2.backup.domain.event.OperationEvent.StepProgressed;
import io.lc2.backup.domain.event.OperationEvent.StepRetryScheduled;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepStopped;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.OperationEvent.VerificationRequested;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyRemoved;
import io.lc2.backup.domain.event.PolicyEvent.PolicyUnpaused;
import io.lc2.backup.domain.event.PolicyEvent.RetentionDecided;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunOverdue;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupHeld;
import io.lc2.backup.domain.event.RecoveryPointEvent.BackupReleased;
import io.lc2.backup.domain.plan.Plan;
import io.lc2.backup.domain.retention.Reason;
import io.lc2.backup.domain.schedule.NotRunReason;
import java.time.Instant;
import java.util.stream.Collectors;

/** One sentence about an event, for people; a function of the event alone. */
public final class EventText {

    /** What is written for people names this many things of one kind; the event has them all. */
    private static final int MOST_NAMED = 20;

    private EventText() {}

    /** What happened, in one sentence or two. */
    public static String of(BackupEvent event) {
        return switch (event) {
            case CommandRejected e -> e.commandType() + " refused, " + e.code() + ": " + e.message();
            case BackupHeld e -> "Backup " + e.backupId() + " put under legal hold" + because(e.reason());
            case BackupReleased e -> "Backup " + e.backupId() + " released from legal hold" + because(e.reason());
            case OperationEvent e -> ofOperation(e);
            case PolicyEvent e -> ofPolicy(e);
        };
    }

    private static String ofPolicy(PolicyEvent event) {
        String policy = "Policy " + event.meta().policyId();
        return switch (event) {
            case PolicyDefined e ->
                policy + " for " + e.policy().backup().environment() + " defined: "
                        + e.policy().schedule().cron() + " in "
                        + e.policy().schedule().zone();
            case PolicyRemoved e -> policy + " removed";
            case PolicyPaused e -> policy + " paused";
            case PolicyUnpaused e -> policy + " unpaused";
            case PolicyFired e -> policy + " was due at " + e.due() + " and asked for backup " + e.backupId();
            case RetentionDecided e -> policy + " keeps " + e.kept() + " backups of its environment" + expired(e);
            case RunMissed e -> policy + " missed " + runs(e.first(), e.last(), e.count(), e.reason());
            case RunSkipped e -> policy + " left out " + runs(e.first(), e.last(), e.count(), e.reason());
            case RunOverdue e ->
                policy + " was due at " + e.due() + "; backup " + e.backupId()
                        + " has not ended in time and is cancelled";
        };
    }

    private static String expired(RetentionDecided event) {
        if (event.expired().isEmpty()) {
            return "";
        }
        int more = Math.max(0, event.expired().size() - MOST_NAMED) + event.left();
        return event.expired().stream()
                        .limit(MOST_NAMED)
                        .map(verdict -> verdict.id() + " ("
                                + verdict.reasons().stream().map(Reason::text).collect(Collectors.joining("; ")) + ")")
                        .collect(Collectors.joining(", ", " and asks for the deletion of ", ""))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String runs(Instant first, Instant last, int count, NotRunReason reason) {
        return (count == 1 ? "the run of " + first : count + " runs from " + first + " to " + last) + ": "
                + Words.kebab(reason).replace('-', ' ');
    }

    private static String ofOperation(OperationEvent event) {
        return switch (event) {
            case BackupRequested e -> "Backup of " + e.meta().environment() + " accepted; steps: " + steps(e.plan());
            case RestoreRequested e -> accepted(e);
            case VerificationRequested e ->
                "Verification of " + e.source().backupId() + " accepted; steps: " + steps(e.plan());
            case BackupSoftDeleted e ->
                "Backup " + e.source().backupId() + " deleted" + because(e.reason()) + "; removed after "
                        + e.purgeAfter();
            case BackupUndeleted e -> "Backup " + e.backupId() + " undeleted; nothing had been removed";
            case OperationQueued e -> "Waits: " + e.waiting().text();
            case OperationStarted e -> "Left the queue";
            case StepStarted e ->
                "Step " + Words.kebab(e.step()) + " started, attempt " + e.attempt() + ", " + Words.kebab(e.reason());
            case StepProgressed e -> "Step " + Words.kebab(e.step()) + ": " + amount(e.progress());
            case StepSucceeded e ->
                "Step " + Words.kebab(e.step()) + " done: "
                        + size(e.result().bytes(), e.result().objects());
            case StepRetryScheduled e ->
                "Step " + Words.kebab(e.step()) + " failed and is tried again at " + e.retryAt() + ". "
                        + failure(e.failure());
            case StepFailed e -> "Step " + Words.kebab(e.step()) + " failed. " + failure(e.failure());
            case StepStopped e -> "Step " + Words.kebab(e.step()) + " stopped";
            case CancellationRequested e ->
                "Cancellation asked for by " + e.meta().actor().id();
            case BackupCompleted e ->
                "Backup complete: "
                        + size(e.recoveryPoint().bytes(), e.recoveryPoint().objects()) + ", "
                        + e.checks().size() + " checks passed";
            case RestoreCompleted e -> completed(e);
            case BackupVerified e ->
                "Backup " + e.backupId() + " verified: " + Words.kebab(e.verification()) + ", "
                        + e.checks().size() + " checks passed";
            case BackupPurged e -> "Backup " + e.backupId() + " removed: " + size(e.bytes(), e.objects());
            case OperationFailed e -> "Failed. " + failure(e.failure()) + leftovers(e.leftovers(), e.leftoversDetail());
            case OperationCancelled e -> "Cancelled." + leftovers(e.leftovers(), e.leftoversDetail());
        };
    }

    private static String steps(Plan plan) {
        return plan.steps().stream().map(step -> Words.kebab(step.kind())).collect(Collectors.joining(", "));
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }

    private static String failure(Failure failure) {
        return failure.code() + ": " + failure.message() + " " + failure.nextStep();
    }

    private static String leftovers(Leftovers leftovers, String detail) {
        return leftovers == Leftovers.NONE ? "" : " " + detail;
    }

    private static String accepted(RestoreRequested event) {
        String what = event.request().drill()
                ? "Drill of " + event.source().backupId()
                : "Restore of " + event.source().backupId() + " into "
                        + event.meta().environment();
        return what + " accepted; steps: " + steps(event.plan());
    }

    private static String completed(RestoreCompleted event) {
        return event.drill() == null
                ? "Restore complete: " + endpoints(event)
                : drill(event.drill(), event.checks().size());
    }

    private static String drill(DrillResult result, int checks) {
        return "Drill of " + result.backupId() + " passed: restored and checked in "
                + result.rto().toMillis() + " ms"
                + (result.rpo() == null ? "" : ", its data was " + result.rpo().toSeconds() + " s old")
                + ", " + checks + " checks passed; what it had made is removed";
    }

    private static String endpoints(RestoreCompleted event) {
        return event.endpoints().isEmpty()
                ? "nothing was made"
                : event.endpoints().stream()
                        .map(endpoint -> endpoint.source() + " is now " + endpoint.name())
                        .collect(Collectors.joining(", "));
    }

    private static String amount(Progress progress) {
        return of(progress.bytesDone(), progress.bytesTotal()) + " bytes, "
                + of(progress.objectsDone(), progress.objectsTotal()) + " objects";
    }

    private static String of(long done, long total) {
        return total == Progress.UNKNOWN ? Long.toString(done) : done + " of " + total;
    }

    private static String size(long bytes, long objects) {
        return bytes + " bytes, " + objects + " objects";
    }
}
