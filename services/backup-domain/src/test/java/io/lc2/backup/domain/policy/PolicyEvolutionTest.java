package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.HOURLY;
import static io.lc2.backup.domain.policy.PolicyFixtures.PROJECT;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.event;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
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
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.policy.PolicyState.Removed;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Pause;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyEvolutionTest {

    private static final OperationId BACKUP = new OperationId("hourly-20261121t010000z");
    private static final Active QUIET =
            new Active(PROJECT, policy(HOURLY), 4, T0, null, List.of(), T0, new DrillProgress(T0, null));
    private static final Active PAUSED =
            new Active(PROJECT, policy(HOURLY), 4, T0, new Pause(T0, null), List.of(), T0, new DrillProgress(T0, null));
    private static final Active BUSY = new Active(
            PROJECT,
            policy(HOURLY),
            4,
            T0,
            null,
            List.of(new UnfinishedRun(BACKUP, at(0, 0), at(3, 0))),
            T0,
            new DrillProgress(T0, null));

    @Test
    void knowsEveryPairOfStateAndEvent() {
        Map<String, @Nullable PolicyState> states = new LinkedHashMap<>();
        states.put("absent", null);
        states.put("removed", new Removed(4));
        states.put("quiet", QUIET);
        states.put("paused", PAUSED);
        states.put("busy", BUSY);

        Map<String, Set<String>> possible = new LinkedHashMap<>();
        states.forEach((name, state) -> possible.put(
                name,
                every(state == null ? 1 : state.version() + 1)
                        .filter(event -> follows(state, event))
                        .map(event -> event.getClass().getSimpleName())
                        .collect(Collectors.toSet())));

        assertThat(possible)
                .isEqualTo(Map.of(
                        "absent", Set.of("PolicyDefined"),
                        "removed", Set.of("PolicyDefined"),
                        "quiet",
                                Set.of(
                                        "PolicyDefined",
                                        "PolicyRemoved",
                                        "PolicyPaused",
                                        "PolicyFired",
                                        "RunMissed",
                                        "RunSkipped",
                                        "RetentionDecided",
                                        "DrillFired",
                                        "DrillSkipped"),
                        "paused", Set.of("PolicyDefined", "PolicyRemoved", "PolicyUnpaused", "RunMissed", "RunSkipped"),
                        "busy",
                                Set.of(
                                        "PolicyDefined",
                                        "PolicyRemoved",
                                        "PolicyPaused",
                                        "PolicyFired",
                                        "RunMissed",
                                        "RunSkipped",
                                        "RunOverdue",
                                        "RetentionDecided",
                                        "DrillFired",
                                        "DrillSkipped")));
        assertThat(every(1).map(Object::getClass))
                .containsExactlyInAnyOrder(PolicyEvent.class.getPermittedSubclasses());
    }

    @Test
    void refusesAnEventThatIsNotTheNextInSequence() {
        for (long sequence : List.of(4L, 6L)) {
            assertThatThrownBy(() -> PolicyEvolution.evolve(QUIET, new PolicyRemoved(event(sequence, T0))))
                    .isInstanceOf(ImpossiblePolicyEventException.class)
                    .hasMessage("event hourly@" + sequence + " (PolicyRemoved) cannot follow Active at sequence 4");
        }
    }

    @Test
    void refusesADueTimeThatIsDealtWith() {
        assertThatThrownBy(() ->
                        PolicyEvolution.evolve(QUIET, new PolicyFired(event(5, at(2, 0)), T0, T0, null, BACKUP)))
                .isInstanceOf(ImpossiblePolicyEventException.class);
        assertThatThrownBy(() -> PolicyEvolution.evolve(
                        QUIET, new RunSkipped(event(5, at(2, 0)), at(2, 0), at(1, 0), 2, NotRunReason.PAUSED)))
                .isInstanceOf(ImpossiblePolicyEventException.class);
    }

    @Test
    void keepsWhatIsDealtWithUnlessTheDueTimesChange() {
        Policy otherDocument = policy(new Schedule(
                "60", "UTC", HOURLY.jitter().plusSeconds(1), HOURLY.window(), HOURLY.catchUp(), HOURLY.overlap()));

        Active sameTimes = (Active) PolicyEvolution.evolve(BUSY, new PolicyDefined(event(5, at(7, 0)), otherDocument));
        Active otherTimes = (Active) PolicyEvolution.evolve(
                BUSY, new PolicyDefined(event(5, at(7, 0)), policy(Schedule.of("30", "UTC"))));

        assertThat(sameTimes.handled()).isEqualTo(T0);
        assertThat(otherTimes.handled()).isEqualTo(at(7, 0));
        assertThat(otherTimes.unfinished()).isEqualTo(BUSY.unfinished());
    }

    @Test
    void forgetsAPauseOnceItsDueTimesAreDealtWith() {
        Active unpaused = (Active) PolicyEvolution.evolve(PAUSED, new PolicyUnpaused(event(5, at(3, 30))));
        Active early = (Active) PolicyEvolution.evolve(unpaused, skipped(6, at(3, 0)));
        Active done = (Active) PolicyEvolution.evolve(early, skipped(7, at(4, 0)));

        assertThat(unpaused.pause()).isEqualTo(new Pause(T0, at(3, 30)));
        assertThat(early.pause()).isEqualTo(unpaused.pause());
        assertThat(done.pause()).isNull();
    }

    @Test
    void aRunEndsWithItsOperationAndNoOther() {
        assertThat(((Active) PolicyEvolution.ended(BUSY, BACKUP)).unfinished()).isEmpty();
        assertThat(PolicyEvolution.ended(BUSY, new OperationId("another"))).isSameAs(BUSY);
        assertThat(PolicyEvolution.ended(new Removed(9), BACKUP)).isEqualTo(new Removed(9));
    }

    private static RunSkipped skipped(long sequence, Instant due) {
        return new RunSkipped(event(sequence, due), due, due, 1, NotRunReason.PAUSED);
    }

    private static Stream<PolicyEvent> every(long sequence) {
        PolicyMeta meta = event(sequence, at(2, 0));
        return Stream.of(
                new PolicyDefined(meta, policy(HOURLY)),
                new PolicyRemoved(meta),
                new PolicyPaused(meta),
                new PolicyUnpaused(meta),
                new PolicyFired(meta, at(1, 0), at(1, 0), null, BACKUP),
                new RunMissed(meta, at(1, 0), at(1, 0), 1, NotRunReason.WINDOW_PASSED),
                new RunSkipped(meta, at(1, 0), at(2, 0), 2, NotRunReason.PAUSED),
                new RunOverdue(meta, at(0, 0), BACKUP),
                new RetentionDecided(meta, 7, List.of(), 0),
                new DrillFired(meta, at(1, 0), at(1, 0), BACKUP, new OperationId("hourly-d20261121t010000z")),
                new DrillSkipped(meta, at(1, 0), at(2, 0), 2, NotRunReason.NO_BACKUP));
    }

    private static boolean follows(@Nullable PolicyState state, PolicyEvent event) {
        try {
            return PolicyEvolution.evolve(state, event).version()
                    == event.meta().sequence();
        } catch (ImpossiblePolicyEventException impossible) {
            return false;
        }
    }
}
