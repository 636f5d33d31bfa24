package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.at;
import static io.lc2.backup.domain.policy.PolicyFixtures.define;
import static io.lc2.backup.domain.policy.PolicyFixtures.drilling;
import static io.lc2.backup.domain.policy.PolicyFixtures.made;
import static io.lc2.backup.domain.policy.PolicyFixtures.pause;
import static io.lc2.backup.domain.policy.PolicyFixtures.unpause;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.PolicyEvent.DrillFired;
import io.lc2.backup.domain.event.PolicyEvent.DrillSkipped;
import io.lc2.backup.domain.event.PolicyEvent.PolicyPaused;
import io.lc2.backup.domain.event.PolicyEvent.PolicyUnpaused;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.NotRunReason;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Random lives of a policy that drills every two hours: pauses, ticks that come late or not at all, drills that end. */
class DrillProperties {

    /** The same cases in every run, so that a change fails for what it does and not by chance. */
    private static final String SEED = "20261121";

    private static final Duration STEP = Duration.ofHours(2);

    @Provide
    Arbitrary<Life> lives() {
        return Arbitraries.randomValue(random -> new Life(random).live());
    }

    @Property(tries = 3_000, seed = SEED)
    void saysOfEveryDueTimeOnceWhatBecameOfIt(@ForAll("lives") Life life) {
        List<Instant> due = Stream.iterate(at(2, 0), time -> !time.isAfter(life.handled()), time -> time.plus(STEP))
                .toList();

        assertThat(life.saidOf().keySet()).containsExactlyElementsOf(due);
        assertThat(life.said()).isEqualTo(due.size());
    }

    @Property(tries = 3_000, seed = SEED)
    void leavesOutWhatIsDueInAPauseForThatReason(@ForAll("lives") Life life) {
        Map<Instant, BackupEvent> said = life.saidOf();
        Instant from = null;
        for (BackupEvent event : life.events) {
            if (event instanceof PolicyPaused paused) {
                from = paused.occurredAt();
            } else if (event instanceof PolicyUnpaused unpaused) {
                Instant begun = Objects.requireNonNull(from);
                assertThat(said.keySet().stream()
                                .filter(due -> !due.isBefore(begun) && due.isBefore(unpaused.occurredAt()))
                                .map(said::get))
                        .allSatisfy(of -> assertThat(of)
                                .isInstanceOfSatisfying(
                                        DrillSkipped.class,
                                        left -> assertThat(left.reason()).isEqualTo(NotRunReason.PAUSED)));
            }
        }
    }

    @Property(tries = 3_000, seed = SEED)
    void replaysToTheLiveStateAndForgetsPausesThatAreDealtWith(@ForAll("lives") Life life) {
        PolicyState replayed = null;
        for (UnaryOperator<@Nullable PolicyState> step : life.log) {
            replayed = step.apply(replayed);
        }

        assertThat(replayed).isEqualTo(life.state);
        life.now = life.now.plus(STEP.multipliedBy(2));
        if (!life.state().paused()) {
            life.tick();
            assertThat(life.state().pause()).isNull();
        }
    }

    private static final class Life {
        private static final PolicyDecider DECIDER = new PolicyDecider(MINUTES, 10, Duration.ofDays(3650));

        final List<BackupEvent> events = new ArrayList<>();
        final List<UnaryOperator<@Nullable PolicyState>> log = new ArrayList<>();
        private final Random random;

        @Nullable PolicyState state;

        Instant now = T0;

        Life(Random random) {
            this.random = random;
        }

        Life live() {
            RunWindow window = random.nextBoolean() ? RunWindow.OPEN : new RunWindow(Duration.ofMinutes(40), null);
            Duration jitter = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(30);
            CatchUp catchUp = random.nextBoolean() ? CatchUp.LATEST : CatchUp.NONE;
            Schedule drill = new Schedule("120", "UTC", jitter, window, catchUp, Overlap.SKIP);
            decide(define("first", drilling(drill)));
            for (int i = 0; i < 40; i++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(random.nextInt(4) == 0 ? 500 : 70)));
                switch (random.nextInt(10)) {
                    case 0, 1 -> decide(pause("p" + i));
                    case 2, 3 -> decide(unpause("u" + i));
                    case 4 -> end();
                    default -> tick();
                }
            }
            return this;
        }

        /** As the loop does it: backups first. */
        void tick() {
            apply(DECIDER.due(state(), now));
            if (DECIDER.drillIsDue(state(), now)) {
                List<TrackedBackup> backups = random.nextInt(5) == 0 ? List.of() : List.of(made("b-1", T0));
                apply(DECIDER.drill(state(), new EnvironmentView(List.of(state()), backups), now));
            }
        }

        Active state() {
            return (Active) Objects.requireNonNull(state);
        }

        Instant handled() {
            return state().drills().handled();
        }

        /** What was said of which due time, in the order in which it was said. */
        Map<Instant, BackupEvent> saidOf() {
            Map<Instant, BackupEvent> said = new LinkedHashMap<>();
            for (BackupEvent event : events) {
                if (event instanceof DrillFired fired) {
                    said.put(fired.due(), event);
                } else if (event instanceof DrillSkipped skipped) {
                    for (int i = 0; i < skipped.count(); i++) {
                        said.put(skipped.first().plus(STEP.multipliedBy(i)), event);
                    }
                }
            }
            return said;
        }

        int said() {
            return events.stream()
                    .mapToInt(event -> event instanceof DrillSkipped skipped
                            ? skipped.count()
                            : event instanceof DrillFired ? 1 : 0)
                    .sum();
        }

        private void end() {
            OperationId drill = state().drills().unfinished();
            if (drill != null) {
                state = PolicyEvolution.ended(state(), drill);
                log.add(before -> PolicyEvolution.ended(Objects.requireNonNull(before), drill));
            }
        }

        private void decide(PolicyCommand command) {
            apply(DECIDER.decide(new PolicyKnowledge(state, null, 0), command, now));
        }

        private void apply(PolicyDecision decision) {
            for (BackupEvent event : decision.events()) {
                events.add(event);
                log.add(before -> PolicyEvolution.evolve(before, (PolicyEvent) event));
            }
            state = decision.state();
        }
    }
}
