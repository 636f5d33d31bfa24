package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.HOURLY;
import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.PROJECT;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.made;
import static io.lc2.backup.domain.policy.PolicyFixtures.point;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.DeleteBackup;
import io.lc2.backup.domain.event.PolicyEvent.RetentionDecided;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.RequestRules;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.retention.Verdict;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpirationTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final PolicyDecider DECIDER = new PolicyDecider(MINUTES, 3, DAY);
    private static final Instant NOW = T0.plus(Duration.ofDays(20));
    private static final Active WEEK = active("hourly", new Retention(7, 0, 0, 0, 0), null);

    @Test
    void deletesWhatNoRuleKeepsTheNewestFirst() {
        PolicyDecision decision = retain(WEEK, List.of(WEEK), days(10));

        assertThat(deleted(decision)).containsExactly("b-10", "b-11", "b-12");
        RetentionDecided decided = (RetentionDecided) decision.events().getFirst();
        assertThat(decided.kept()).isEqualTo(7);
        assertThat(decided.left()).isZero();
        assertThat(decided.expired()).extracting(Verdict::id).hasToString("[b-10, b-11, b-12]");
        assertThat(decided.meta().actor()).isEqualTo(Policy.actor(new PolicyId("hourly")));
    }

    @Test
    void asksInItsOwnNameAndSaysWhy() {
        DeleteBackup command =
                (DeleteBackup) retain(WEEK, List.of(WEEK), days(8)).commands().getFirst();

        assertThat(command.meta().actor()).isEqualTo(Policy.actor(new PolicyId("hourly")));
        assertThat(command.reason()).isEqualTo("Retention of policy hourly: no rule keeps it");
        assertThat(command.force()).isFalse();
        assertThat(RequestRules.violations(command)).isEmpty();
    }

    @Test
    void namesADeletionAfterItsDecision() {
        PolicyDecision once = retain(WEEK, List.of(WEEK), days(8));
        PolicyDecision again = retain(WEEK, List.of(WEEK), days(8));
        PolicyDecision later = DECIDER.retain(WEEK, new EnvironmentView(List.of(WEEK), days(8)), NOW.plusSeconds(1));

        assertThat(once.commands()).isEqualTo(again.commands());
        assertThat(((DeleteBackup) later.commands().getFirst()).purgeId())
                .isNotEqualTo(((DeleteBackup) once.commands().getFirst()).purgeId());
        assertThat(later.commands().getFirst().meta().commandId())
                .isNotEqualTo(once.commands().getFirst().meta().commandId());
    }

    @Test
    void keepsWhatAnyPolicyOfTheEnvironmentKeepsAPausedOneToo() {
        Active month = active("monthly", new Retention(9, 0, 0, 0, 0), null);
        Active paused = active("monthly", new Retention(9, 0, 0, 0, 0), new Pause(T0, null));

        assertThat(deleted(retain(WEEK, List.of(WEEK, month), days(10)))).containsExactly("b-12");
        assertThat(deleted(retain(WEEK, List.of(WEEK, paused), days(10)))).containsExactly("b-12");
    }

    @Test
    void leavesManualHeldAndDeletedBackupsAlone() {
        List<TrackedBackup> backups = new ArrayList<>(days(7));
        backups.add(new TrackedBackup(day(17), true, point("b-manual", day(17))));
        backups.add(new TrackedBackup(day(18), false, point("b-held", day(18)).held(true)));
        backups.add(new TrackedBackup(day(19), false, point("b-gone", day(19)).softDeleted(NOW)));
        backups.add(new TrackedBackup(day(19), false, null));

        assertThat(deleted(retain(WEEK, List.of(WEEK), backups))).isEmpty();
    }

    @Test
    void neverCountsWhatIsNotVerified() {
        List<TrackedBackup> backups = days(8).stream()
                .map(backup -> new TrackedBackup(
                        backup.startedAt(), false, backup.point().verified(Verification.NONE)))
                .toList();

        assertThat(deleted(retain(WEEK, List.of(WEEK), backups))).isEmpty();
    }

    @Test
    void saysAlsoThatNothingGoes() {
        PolicyDecision decision = retain(WEEK, List.of(WEEK), days(3));

        assertThat(decision.commands()).isEmpty();
        assertThat(decision.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        RetentionDecided.class,
                        event -> assertThat(event.kept()).isEqualTo(3));
    }

    @Test
    void asksForABoundedNumberAndCountsTheRest() {
        List<TrackedBackup> many = IntStream.range(0, Expiration.MOST + 10)
                .mapToObj(i -> made("b-" + i, T0.minus(Duration.ofMinutes(i))))
                .toList();

        PolicyDecision decision = retain(WEEK, List.of(WEEK), many);

        assertThat(decision.commands()).hasSize(Expiration.MOST);
        RetentionDecided decided = (RetentionDecided) decision.events().getFirst();
        assertThat(decided.left() + decided.kept()).isEqualTo(10);
    }

    @Test
    void isDueOnceADayAndNeverWhilePaused() {
        Active after = (Active) retain(WEEK, List.of(WEEK), days(3)).state();
        Active paused = active("hourly", new Retention(7, 0, 0, 0, 0), new Pause(T0, null));

        assertThat(DECIDER.retentionIsDue(WEEK, T0.plus(DAY).minusMillis(1))).isFalse();
        assertThat(DECIDER.retentionIsDue(WEEK, T0.plus(DAY))).isTrue();
        assertThat(DECIDER.retentionIsDue(after, NOW.plus(DAY).minusMillis(1))).isFalse();
        assertThat(DECIDER.retentionIsDue(after, NOW.plus(DAY))).isTrue();
        assertThat(DECIDER.retentionIsDue(paused, NOW.plus(DAY))).isFalse();
    }

    @Test
    void wakesThePolicyWhenRetentionIsDueBeforeARun() {
        Active rare = new Active(
                PROJECT, policy(Schedule.of("never", "UTC")), 1, T0, null, List.of(), T0, new DrillProgress(T0, null));

        PolicyDecision decision = DECIDER.due(rare, T0);

        assertThat(decision.wakeAt()).isEqualTo(T0.plus(DAY));
    }

    private static PolicyDecision retain(Active state, List<Active> policies, List<TrackedBackup> backups) {
        return DECIDER.retain(state, new EnvironmentView(policies, backups), NOW);
    }

    private static List<String> deleted(PolicyDecision decision) {
        return decision.commands().stream()
                .map(ExpirationTest::backup)
                .map(OperationId::value)
                .toList();
    }

    private static OperationId backup(BackupCommand command) {
        return ((DeleteBackup) command).backupId();
    }

    /** One backup a day, each older than the safety margin, named after its age in days. */
    private static List<TrackedBackup> days(int count) {
        return IntStream.range(3, 3 + count)
                .mapToObj(age -> made("b-" + age, day(age)))
                .toList();
    }

    private static Instant day(int age) {
        return NOW.minus(Duration.ofDays(age));
    }

    private static Active active(String id, Retention keep, Pause pause) {
        Policy policy = policy(HOURLY, keep);
        return new Active(
                PROJECT,
                new Policy(new PolicyId(id), policy.backup(), HOURLY, RetentionPolicy.of(keep)),
                1,
                T0,
                pause,
                List.of(),
                T0,
                new DrillProgress(T0, null));
    }
}
