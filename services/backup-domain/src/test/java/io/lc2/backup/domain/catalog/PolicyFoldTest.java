package io.lc2.backup.domain.catalog;

import static io.lc2.backup.domain.catalog.CatalogFixtures.PROJECT;
import static io.lc2.backup.domain.catalog.CatalogFixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.RejectionCode;
import io.lc2.backup.domain.catalog.PolicyEntry.Course;
import io.lc2.backup.domain.catalog.PolicyEntry.LastRun;
import io.lc2.backup.domain.catalog.PolicyEntry.LeftOut;
import io.lc2.backup.domain.catalog.PolicyEntry.Retained;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.PolicyEvent.PolicyDefined;
import io.lc2.backup.domain.event.PolicyEvent.PolicyFired;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyRemoved;
import io.lc2.backup.domain.event.PolicyEvent.PolicyUnpaused;
import io.lc2.backup.domain.event.PolicyEvent.RetentionDecided;
import io.lc2.backup.domain.event.PolicyEvent.RunMissed;
import io.lc2.backup.domain.event.PolicyEvent.RunOverdue;
import io.lc2.backup.domain.event.PolicyEvent.RunSkipped;
import io.lc2.backup.domain.event.PolicyMeta;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.policy.ScheduledRun;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyFoldTest {

    private static final PolicyId NIGHTLY = new PolicyId("nightly");
    private static final Actor ALICE = new Actor("alice", "10.0.0.1");
    private static final Instant FIRST = T0.plusSeconds(3600);
    private static final Instant SECOND = FIRST.plusSeconds(3600);
    private static final OperationId RUN = new ScheduledRun(PROJECT, NIGHTLY, FIRST).backupId();

    @Test
    void showsWhoDefinedAPolicyAndWhatRanLast() {
        PolicyEntry entry = folded(defined(1), fired(2, FIRST), skipped(3, SECOND));

        assertThat(entry.removed()).isFalse();
        assertThat(Objects.requireNonNull(entry.course().defined()).by()).isEqualTo("alice");
        assertThat(entry.course().lastRun()).isEqualTo(new LastRun(FIRST, T0.plusSeconds(2), RUN));
        assertThat(entry.course().lastSkipped())
                .isEqualTo(new LeftOut(SECOND, SECOND, 1, NotRunReason.EARLIER_UNFINISHED));
        assertThat(entry.course().lastMissed()).isNull();
        assertThat(active(entry).unfinished()).hasSize(1);
    }

    @Test
    void keepsWhatRanLastWhenTheDocumentChanges() {
        PolicyEntry entry =
                folded(defined(1), missed(2, FIRST), new PolicyDefined(meta(3), policy("0 3 * * *")), overdueOf(4));

        assertThat(active(entry).policy().schedule().cron()).isEqualTo("0 3 * * *");
        assertThat(entry.course().lastMissed()).isEqualTo(new LeftOut(FIRST, FIRST, 1, NotRunReason.WINDOW_PASSED));
    }

    @Test
    void showsWhatWasDecidedAboutTheEnvironment() {
        PolicyEntry entry = folded(defined(1), new RetentionDecided(meta(2), 7, List.of(), 3));

        assertThat(entry.course().retained()).isEqualTo(new Retained(T0.plusSeconds(2), 7, 0, 3));
        assertThat(active(entry).retainedAt()).isEqualTo(T0.plusSeconds(2));
    }

    @Test
    void forgetsTheRunThatHasEnded() {
        OperationFailed end = new OperationFailed(
                CatalogFixtures.meta(OperationKind.BACKUP, RUN.value(), 5),
                RUN,
                CatalogFixtures.BROKEN,
                List.of(),
                Leftovers.NONE,
                "");

        PolicyEntry entry = folded(defined(1), fired(2, FIRST), end);

        assertThat(PolicyFold.policyOf(end)).contains(NIGHTLY);
        assertThat(active(entry).unfinished()).isEmpty();
        assertThat(entry.course().lastRun()).isNotNull();
    }

    @Test
    void forgetsTheRunThatWasRefusedButNotSomebodyElsesOfTheSameName() {
        CommandRejected own = refused(Policy.actor(NIGHTLY));
        CommandRejected other = refused(ALICE);

        assertThat(active(folded(defined(1), fired(2, FIRST), own)).unfinished())
                .isEmpty();
        assertThat(PolicyFold.policyOf(own)).contains(NIGHTLY);
        assertThat(active(folded(defined(1), fired(2, FIRST), other)).unfinished())
                .hasSize(1);
        assertThat(PolicyFold.policyOf(other)).isEmpty();
    }

    @Test
    void keepsOnlyTheSequenceOfARemovedPolicy() {
        PolicyEntry removed = folded(defined(1), fired(2, FIRST), new PolicyRemoved(meta(3)));

        assertThat(removed).isEqualTo(new PolicyEntry(PROJECT, NIGHTLY, new Removed(3), Course.EMPTY));
        PolicyEntry again = Objects.requireNonNull(PolicyFold.apply(removed, defined(4)));
        assertThat(again.removed()).isFalse();
        assertThat(again.course().lastRun()).isNull();
    }

    @Test
    void leavesOutWhatCannotFollow() {
        PolicyEntry before = folded(defined(1), new PolicyPaused(meta(2)));

        assertThat(PolicyFold.apply(before, new PolicyPaused(meta(3)))).isEqualTo(before);
        assertThat(PolicyFold.apply(before, new PolicyUnpaused(meta(9)))).isEqualTo(before);
        assertThat(PolicyFold.apply(null, new PolicyPaused(meta(1)))).isNull();
    }

    /** A scheduler whose store was lost with Kafka begins again at 1, in a log that knows more. */
    @Test
    void beginsAnewWithADefinitionAfterAGapOrALostStore() {
        PolicyEntry before = folded(defined(1), fired(2, FIRST));

        for (long sequence : new long[] {1, 7}) {
            PolicyEntry anew = Objects.requireNonNull(PolicyFold.apply(before, defined(sequence)));
            assertThat(anew.state().version()).isEqualTo(sequence);
            assertThat(anew.course().lastRun()).isNull();
            assertThat(active(anew).unfinished()).isEmpty();
        }
    }

    @Test
    void concernsItselfWithNothingElse() {
        assertThat(CatalogFixtures.backup("b1"))
                .allSatisfy(event -> assertThat(PolicyFold.policyOf(event)).isEmpty());
    }

    private static PolicyEntry folded(BackupEvent... events) {
        PolicyEntry entry = null;
        for (BackupEvent event : events) {
            entry = PolicyFold.apply(entry, event);
        }
        return Objects.requireNonNull(entry);
    }

    private static Active active(PolicyEntry entry) {
        return (Active) entry.state();
    }

    private static Policy policy(String cron) {
        return new Policy(NIGHTLY, CatalogFixtures.request(), Schedule.of(cron, "UTC"), RetentionPolicy.DEFAULT);
    }

    private static PolicyDefined defined(long sequence) {
        return new PolicyDefined(meta(sequence), policy("0 * * * *"));
    }

    private static PolicyFired fired(long sequence, Instant due) {
        return new PolicyFired(meta(sequence), due, due, null, new ScheduledRun(PROJECT, NIGHTLY, due).backupId());
    }

    private static RunMissed missed(long sequence, Instant due) {
        return new RunMissed(meta(sequence), due, due, 1, NotRunReason.WINDOW_PASSED);
    }

    private static RunSkipped skipped(long sequence, Instant due) {
        return new RunSkipped(meta(sequence), due, due, 1, NotRunReason.EARLIER_UNFINISHED);
    }

    /** Of a run that is not known: it cannot follow. */
    private static RunOverdue overdueOf(long sequence) {
        return new RunOverdue(meta(sequence), SECOND, RUN);
    }

    private static PolicyMeta meta(long sequence) {
        return new PolicyMeta(NIGHTLY, PROJECT, sequence, T0.plusSeconds(sequence), null, ALICE, "trace");
    }

    private static CommandRejected refused(Actor by) {
        CommandMeta command = new CommandMeta(new CommandId(new UUID(0, 1)), PROJECT, Provider.LOCAL, by, T0, "trace");
        return new CommandRejected(
                command, "RequestBackup", RUN.value(), T0, RejectionCode.NOT_SUPPORTED, "No.", "Ask else.");
    }
}
