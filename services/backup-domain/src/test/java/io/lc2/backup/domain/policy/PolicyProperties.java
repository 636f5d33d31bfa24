package io.lc2.backup.domain.policy;

import static io.lc2.backup.domain.policy.PolicyFixtures.MINUTES;
import static io.lc2.backup.domain.policy.PolicyFixtures.T0;
import static io.lc2.backup.domain.policy.PolicyFixtures.define;
import static io.lc2.backup.domain.policy.PolicyFixtures.pause;
import static io.lc2.backup.domain.policy.PolicyFixtures.policy;
import static io.lc2.backup.domain.policy.PolicyFixtures.remove;
import static io.lc2.backup.domain.policy.PolicyFixtures.replay;
import static io.lc2.backup.domain.policy.PolicyFixtures.unpause;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.BackupCommand.PolicyCommand;
import io.lc2.backup.domain.command.BackupCommand.RequestBackup;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.policy.PolicyState.Active;
import io.lc2.backup.domain.schedule.CatchUp;
import io.lc2.backup.domain.schedule.Overlap;
import io.lc2.backup.domain.schedule.RunWindow;
import io.lc2.backup.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Random lives of a policy: commands, doubled ones too, time, and runs that end some time. */
class PolicyProperties {

    /** The same cases in every run, so that a change fails for what it does and not by chance. */
    private static final String SEED = "20261121";

    @Provide
    Arbitrary<Life> lives() {
        return Arbitraries.randomValue(random -> new Life(random).live());
    }

    @Property(tries = 3_000, seed = SEED)
    void asksForNoBackupTwice(@ForAll("lives") Life life) {
        assertThat(life.requested()).doesNotHaveDuplicates();
        assertThat(life.commands)
                .extracting(command -> command.meta().commandId())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 3_000, seed = SEED)
    void replaysToTheLiveState(@ForAll("lives") Life life) {
        PolicyState replayed = replay(life.events);
        for (OperationId ended : life.ended) {
            replayed = replayed == null ? null : PolicyEvolution.ended(replayed, ended);
        }

        assertThat(replayed).isEqualTo(life.state);
        assertThat(life.events).extracting(BackupEvent::eventId).doesNotHaveDuplicates();
    }

    @Property(tries = 3_000, seed = SEED)
    void wakesInTimeForWhateverIsDue(@ForAll("lives") Life life) {
        if (life.state instanceof Active active) {
            PolicyDecision now = Life.DECIDER.due(active, life.now);
            Instant wakeAt = now.wakeAt();

            assertThat(wakeAt == null || wakeAt.isAfter(life.now)).isTrue();
            if (wakeAt != null) {
                Active after = (Active) java.util.Objects.requireNonNull(now.state());
                assertThat(Life.DECIDER.due(after, wakeAt.minusMillis(1)).events())
                        .isEmpty();
                assertThat(Life.DECIDER.due(after, wakeAt).events()).isNotEmpty();
            }
        }
    }

    private static final class Life {
        static final PolicyDecider DECIDER = new PolicyDecider(MINUTES, 10, Duration.ofDays(3650));

        final List<BackupEvent> events = new ArrayList<>();
        final List<BackupCommand> commands = new ArrayList<>();
        final List<OperationId> ended = new ArrayList<>();
        private final Random random;
        private final Schedule schedule;

        @Nullable PolicyState state;

        Instant now = T0;

        Life(Random random) {
            this.random = random;
            RunWindow window = random.nextBoolean() ? RunWindow.OPEN : new RunWindow(null, Duration.ofMinutes(150));
            Duration jitter = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(7);
            boolean all = random.nextInt(3) == 0;
            schedule = new Schedule(
                    "60",
                    "UTC",
                    jitter,
                    window,
                    all ? CatchUp.ALL : random.nextBoolean() ? CatchUp.LATEST : CatchUp.NONE,
                    all || random.nextBoolean() ? Overlap.QUEUE : Overlap.SKIP);
        }

        Life live() {
            apply(DECIDER.decide(new PolicyKnowledge(null, null, 0), define("first", policy(schedule)), now));
            for (int i = 0; i < 40; i++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(random.nextInt(4) == 0 ? 400 : 50)));
                step(i);
            }
            return this;
        }

        private void step(int i) {
            int dice = random.nextInt(10);
            if (dice < 6) {
                if (state instanceof Active active) {
                    apply(DECIDER.due(active, now));
                }
            } else if (dice < 8) {
                PolicyCommand command = command("c" + i);
                apply(DECIDER.decide(new PolicyKnowledge(state, null, 0), command, now));
            } else if (state instanceof Active active && !active.unfinished().isEmpty()) {
                OperationId run = active.unfinished().getFirst().backupId();
                ended.add(run);
                state = PolicyEvolution.ended(active, run);
            }
        }

        private PolicyCommand command(String id) {
            return switch (random.nextInt(6)) {
                case 0 -> remove(id);
                case 1, 2 -> pause(id);
                case 3, 4 -> unpause(id);
                default -> define(id, policy(schedule));
            };
        }

        private void apply(PolicyDecision decision) {
            events.addAll(decision.events());
            commands.addAll(decision.commands());
            state = decision.state();
        }

        List<OperationId> requested() {
            return commands.stream()
                    .filter(RequestBackup.class::isInstance)
                    .map(command -> ((RequestBackup) command).backupId())
                    .toList();
        }
    }
}
