package io.lc2.backup.domain.catalog;

import static io.lc2.backup.domain.catalog.CatalogFixtures.BROKEN;
import static io.lc2.backup.domain.catalog.CatalogFixtures.T0;
import static io.lc2.backup.domain.catalog.CatalogFixtures.backup;
import static io.lc2.backup.domain.catalog.CatalogFixtures.disproved;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drill;
import static io.lc2.backup.domain.catalog.CatalogFixtures.drilled;
import static io.lc2.backup.domain.catalog.CatalogFixtures.meta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.plan;
import static io.lc2.backup.domain.catalog.CatalogFixtures.pointMeta;
import static io.lc2.backup.domain.catalog.CatalogFixtures.purge;
import static io.lc2.backup.domain.catalog.CatalogFixtures.rejected;
import static io.lc2.backup.domain.catalog.CatalogFixtures.restoreRequest;
import static io.lc2.backup.domain.catalog.CatalogFixtures.source;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verification;
import static io.lc2.backup.domain.catalog.CatalogFixtures.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.Endpoint;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import io.lc2.backup.domain.event.Waiting;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.retention.Reason;
import io.lc2.backup.domain.retention.ReasonCode;
import io.lc2.backup.domain.retention.Verdict;
import io.lc2.backup.domain.schedule.NotRunReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final EventMeta RESTORE = meta(OperationKind.RESTORE, "r1", 9);

    @Test
    void saysWhatHappenedInWords() {
        assertThat(every())
                .extracting(EventText::of)
                .containsExactly(
                        "Backup of prd accepted; steps: dump-database, write-manifest",
                        "Left the queue",
                        "Step dump-database started, attempt 1, ready",
                        "Step dump-database: 5 of 10 bytes, 0 objects",
                        "Step dump-database done: 10 bytes, 3 objects",
                        "Backup complete: 10 bytes, 0 objects, 1 checks passed",
                        "Verification of b1 accepted; steps: verify-backup",
                        "Step verify-backup failed. VALIDATION_FAILED: The dump is empty. Check the source database.",
                        "Failed. VALIDATION_FAILED: The dump is empty. Check the source database.",
                        "Backup b1 verified: restored, 0 checks passed",
                        "Backup b1 deleted: too old; removed after 2026-11-21T10:01:00Z",
                        "Backup b1 undeleted; nothing had been removed",
                        "Backup b1 removed: 10 bytes, 3 objects",
                        "Restore of b1 into uat accepted; steps: check-backup, restore-database",
                        "Step check-backup failed and is tried again at 2026-11-21T10:00:00Z. VALIDATION_FAILED: The"
                                + " dump is empty. Check the source database.",
                        "Step check-backup stopped",
                        "Waits: another operation works on its environment or has waited longer for it",
                        "Waits: backups of its project at work at once: 2 at most",
                        "Waits: operations of its kind at work at once on the executor: 5 at most, in turn by project",
                        "Cancellation asked for by u-1",
                        "Restore complete: main/lportal is now main/lportal_r1",
                        "Restore complete: nothing was made",
                        "Drill of b1 accepted; steps: validate-restore",
                        "Drill of b1 passed: restored and checked in 3000 ms, its data was 1 s old, 1 checks passed;"
                                + " what it had made is removed",
                        "Cancelled. The bucket lib-r1 is still there.",
                        "Backup b1 put under legal hold: case 7",
                        "Backup b1 released from legal hold",
                        "RequestBackup refused, NOT_SUPPORTED: No search index here.");
    }

    @Test
    void saysWhatHappenedToPoliciesInWords() {
        List<PolicyEvent> events = ofPolicies();

        assertThat(events)
                .extracting(EventText::of)
                .containsExactly(
                        "Policy nightly removed",
                        "Policy nightly paused",
                        "Policy nightly unpaused",
                        "Policy nightly was due at 2026-11-21T10:00:00Z and asked for backup b1",
                        "Policy nightly missed the run of 2026-11-21T10:00:00Z: window passed",
                        "Policy nightly left out 3 runs from 2026-11-21T10:00:00Z to 2026-11-21T12:00:00Z: paused",
                        "Policy nightly was due at 2026-11-21T10:00:00Z; backup b1 has not ended in time and is"
                                + " cancelled",
                        "Policy nightly keeps 7 backups of its environment and asks for the deletion of b1 (no rule"
                                + " keeps it) and 2 more");
    }

    private static List<PolicyEvent> ofPolicies() {
        PolicyMeta meta = new PolicyMeta(
                new PolicyId("nightly"), new ProjectId("acme"), 3, T0, null, new Actor("policy:nightly", ""), "");
        OperationId backup = new OperationId("b1");
        Instant later = T0.plusSeconds(7200);
        return List.of(
                new PolicyEvent.PolicyRemoved(meta),
                new PolicyEvent.PolicyPaused(meta),
                new PolicyEvent.PolicyUnpaused(meta),
                new PolicyEvent.PolicyFired(meta, T0, T0, null, backup),
                new PolicyEvent.RunMissed(meta, T0, T0, 1, NotRunReason.WINDOW_PASSED),
                new PolicyEvent.RunSkipped(meta, T0, later, 3, NotRunReason.PAUSED),
                new PolicyEvent.RunOverdue(meta, T0, backup),
                new PolicyEvent.RetentionDecided(
                        meta, 7, List.of(new Verdict(backup, T0, List.of(new Reason(ReasonCode.NO_RULE, "")))), 2));
    }

    @Test
    void knowsEveryKindOfEvent() {
        Set<Class<?>> kinds = new HashSet<>(List.of(OperationEvent.class.getPermittedSubclasses()));
        kinds.addAll(List.of(RecoveryPointEvent.class.getPermittedSubclasses()));
        kinds.remove(OperationEvent.Accepted.class);
        kinds.remove(OperationEvent.Ended.class);
        kinds.addAll(List.of(OperationEvent.Accepted.class.getPermittedSubclasses()));
        kinds.addAll(List.of(OperationEvent.Ended.class.getPermittedSubclasses()));

        kinds.remove(OperationEvent.EndedOnRequest.class);
        kinds.addAll(List.of(OperationEvent.EndedOnRequest.class.getPermittedSubclasses()));

        every().forEach(event -> kinds.remove(event.getClass()));

        assertThat(kinds).isEmpty();
    }

    private static List<BackupEvent> every() {
        List<BackupEvent> events = new ArrayList<>(backup("b1").subList(0, 5));
        events.add(backup("b1").getLast());
        events.add(verification("v1", "b1", disproved("v1", "b1")).getFirst());
        events.add(verification("v1", "b1", disproved("v1", "b1")).get(3));
        events.add(disproved("v1", "b1"));
        events.add(verified("v1", "b1", Verification.RESTORED));
        events.add(purge("p1", "b1").getFirst());
        events.add(new OperationEvent.BackupUndeleted(meta(OperationKind.PURGE, "p1", 2), new OperationId("b1")));
        events.add(purge("p1", "b1").getLast());
        events.add(new OperationEvent.RestoreRequested(
                RESTORE, restoreRequest("b1"), source("b1"), plan(StepKind.CHECK_BACKUP, StepKind.RESTORE_DATABASE)));
        events.add(new OperationEvent.StepRetryScheduled(RESTORE, StepKind.CHECK_BACKUP, 1, BROKEN, T0));
        events.add(new OperationEvent.StepStopped(RESTORE, StepKind.CHECK_BACKUP, 1));
        events.add(new OperationEvent.OperationQueued(RESTORE, new Waiting(QueueReason.ENVIRONMENT_BUSY, 0)));
        events.add(new OperationEvent.OperationQueued(RESTORE, new Waiting(QueueReason.PROJECT_LIMIT, 2)));
        events.add(new OperationEvent.OperationQueued(RESTORE, new Waiting(QueueReason.EXECUTOR_LIMIT, 5)));
        events.add(new OperationEvent.CancellationRequested(RESTORE));
        events.add(new OperationEvent.RestoreCompleted(
                RESTORE,
                List.of(new Endpoint(Component.DATABASE, "main/lportal_r1", "main/lportal")),
                List.of(),
                List.of()));
        events.add(new OperationEvent.RestoreCompleted(RESTORE, List.of(), List.of(), List.of()));
        events.add(drill("d1", "b1").getFirst());
        events.add(drilled("d1", "b1"));
        events.add(new OperationEvent.OperationCancelled(
                RESTORE, List.of(), Leftovers.LEFT_BEHIND, "The bucket lib-r1 is still there."));
        events.add(new RecoveryPointEvent.BackupHeld(pointMeta("b1", "h1"), "case 7"));
        events.add(new RecoveryPointEvent.BackupReleased(pointMeta("b1", "h2"), ""));
        events.add(rejected("RequestBackup", "b1", "b1"));
        return events;
    }
}
