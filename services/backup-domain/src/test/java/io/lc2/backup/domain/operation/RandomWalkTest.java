package io.lc2.backup.domain.operation;

import static io.lc2.backup.domain.operation.OperationFixtures.backup;
import static io.lc2.backup.domain.operation.OperationFixtures.cancel;
import static io.lc2.backup.domain.operation.OperationFixtures.delete;
import static io.lc2.backup.domain.operation.OperationFixtures.drill;
import static io.lc2.backup.domain.operation.OperationFixtures.failure;
import static io.lc2.backup.domain.operation.OperationFixtures.restore;
import static io.lc2.backup.domain.operation.OperationFixtures.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Input.CommandReceived;
import io.lc2.backup.domain.operation.Input.ReportReceived;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random commands, reports (also late, doubled and lost ones) and silence; what must hold holds after every input. */
class RandomWalkTest {

    private static final int SEEDS = 150;
    private static final int INPUTS = 150;
    private static final List<String> ENVIRONMENTS = List.of("dev", "uat", "prd");

    @Test
    void holdsEveryInvariantOnRandomHistories() {
        int completed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            completed += new Walk(seed).run();
        }
        // A walk on which nothing ever completes would prove nothing.
        assertThat(completed).isGreaterThan(SEEDS / 2);
    }

    private static final class Walk {
        private final int seed;
        private final Random random;
        private final Scenario scenario = new Scenario();
        private final List<StepAttempt> ordered = new ArrayList<>();

        Walk(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        int run() {
            for (int i = 0; i < INPUTS; i++) {
                step();
                scenario.last().effects().forEach(effect -> {
                    if (effect instanceof Effect.RunStep run) {
                        ordered.add(run.attempt());
                    }
                });
                check();
            }
            replayEqualsLive();
            attemptsRiseAndOperationsEndOnce();
            return (int) scenario.log().stream()
                    .filter(BackupCompleted.class::isInstance)
                    .count();
        }

        private void step() {
            int dice = random.nextInt(10);
            if (dice < 2 || ordered.isEmpty()) {
                scenario.input(new CommandReceived(command()));
            } else if (dice < 8) {
                scenario.input(new ReportReceived(report(pickRecent())));
            } else if (dice < 9) {
                StepAttempt any = pick(ordered);
                scenario.lost(any.operationId().value(), any.step(), any.number(), StartReason.HEARTBEAT_LOST);
            } else {
                scenario.passes(
                        Duration.ofSeconds(random.nextInt(60)),
                        pick(ordered).operationId().value());
            }
        }

        private BackupCommand command() {
            String id = "b" + random.nextInt(8);
            String environment = pick(ENVIRONMENTS);
            return switch (random.nextInt(7)) {
                case 0 -> restore("r" + random.nextInt(20), id, environment);
                case 1 -> verify("v" + random.nextInt(20), id);
                case 2 -> delete("d" + random.nextInt(20), id);
                case 4 -> drill("t" + random.nextInt(20), id);
                case 3 -> cancel("c" + random.nextInt(40), id);
                default -> backup(id, environment);
            };
        }

        private StepReport report(StepAttempt attempt) {
            int dice = random.nextInt(40);
            if (dice < 37) {
                return new StepReport.Succeeded(attempt, OperationFixtures.result(attempt.step()));
            }
            FailureCode code = FailureCode.values()[random.nextInt(FailureCode.values().length)];
            return dice < 39 ? new StepReport.Failed(attempt, failure(code)) : new StepReport.Stopped(attempt);
        }

        /** Mostly one of the newest attempts, sometimes a report from long ago. */
        private StepAttempt pickRecent() {
            int newest = Math.min(ordered.size(), random.nextInt(4) == 0 ? ordered.size() : 4);
            return ordered.get(ordered.size() - 1 - random.nextInt(newest));
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private void check() {
            limitsHold();
            environmentsHaveOneWriter();
        }

        private void limitsHold() {
            long backups = scenario.state().open().values().stream()
                    .filter(OperationState::active)
                    .filter(state -> state.operation().first().kind() == OperationKind.BACKUP)
                    .count();
            assertThat(backups).as("seed %s: running backups", seed).isLessThanOrEqualTo(2);
        }

        private void environmentsHaveOneWriter() {
            Set<String> taken = new HashSet<>();
            scenario.state().open().values().stream()
                    .filter(OperationState::active)
                    .map(OperationState::operation)
                    .filter(operation -> !operation.subject().onlyReads())
                    .map(Operation::first)
                    .forEach(first -> assertThat(taken.add(first.environment()))
                            .as("seed %s: one writer on %s", seed, first.environment())
                            .isTrue());
        }

        private void replayEqualsLive() {
            ProjectState replayed = ProjectState.EMPTY;
            for (BackupEvent event : scenario.log()) {
                replayed = replayed.evolve(event);
            }
            assertThat(replayed).as("seed %s: replay", seed).isEqualTo(scenario.state());
        }

        private void attemptsRiseAndOperationsEndOnce() {
            Map<String, Integer> attempts = new HashMap<>();
            Set<OperationId> ended = new HashSet<>();
            Set<OperationId> manifests = new HashSet<>();
            for (BackupEvent event : scenario.log()) {
                if (!(event instanceof OperationEvent happened)) {
                    continue;
                }
                OperationId id = happened.meta().operationId();
                assertThat(ended)
                        .as("seed %s: event after the end of %s", seed, id)
                        .doesNotContain(id);
                if (happened instanceof StepStarted started) {
                    Integer before = attempts.put(id + "/" + started.step(), started.attempt());
                    assertThat(before == null || before < started.attempt()).isTrue();
                }
                if (happened instanceof StepSucceeded done && done.step() == StepKind.WRITE_MANIFEST) {
                    manifests.add(id);
                }
                if (happened instanceof BackupCompleted) {
                    assertThat(manifests)
                            .as("seed %s: manifest of %s", seed, id)
                            .contains(id);
                }
                if (happened instanceof OperationEvent.Ended) {
                    ended.add(id);
                }
            }
        }
    }
}
