package io.lc2.backup.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lc2.backup.testkit.simulation.Simulation.Outcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {

    private static final long SEEDS = 2_000;

    private final Simulation product = new Simulation(null);

    /** More than a second, because it is two thousand tests. */
    @Test
    void holdsEveryInvariantWhateverGoesWrong() {
        Set<FaultKind> struck = EnumSet.noneOf(FaultKind.class);
        Set<String> ends = new TreeSet<>();

        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome outcome = product.run(seed);
            if (outcome.broken() != null) {
                fail(product.explain(seed));
            }
            struck.addAll(outcome.faults().keySet());
            ends.addAll(outcome.ends().keySet());
        }

        assertThat(struck).containsExactlyInAnyOrder(FaultKind.values());
        assertThat(ends)
                .containsExactly(
                        "BackupCompleted",
                        "BackupPurged",
                        "BackupUndeleted",
                        "BackupVerified",
                        "OperationCancelled",
                        "OperationFailed",
                        "RestoreCompleted");
    }

    @ParameterizedTest
    @CsvSource({
        "DROP_ATTEMPT_CHECK, ONE_LIVE_ATTEMPT",
        "COUNT_THREADS, WITHIN_LIMITS",
        "MANIFEST_FIRST, MANIFEST_LAST",
        "IGNORE_WATCHDOG, ENDED_ONCE",
        "SKIP_DEDUP, ANSWERED_ONCE",
        "FORGET_HOLDS, HOLDS_KEPT",
        "FORGET_THE_LAST, LAST_KEPT",
        "OVERLOOK_A_MANIFEST, POOL_NEEDED",
        "TIDY_WHILE_READING, POOL_SPARED"
    })
    void findsThePlantedBug(Mutation mutation, Invariant expected) {
        Simulation planted = new Simulation(mutation);

        Outcome found = LongStream.range(0, 500)
                .mapToObj(planted::run)
                .filter(outcome -> outcome.broken() != null)
                .findFirst()
                .orElseThrow();

        assertThat(found.broken()).as(found.detail()).isEqualTo(expected);
    }

    @Test
    void livesTheSameSeedInTheSameWay() {
        LongStream.range(0, 50)
                .forEach(seed -> assertThat(product.run(seed)).isEqualTo(new Simulation(null).run(seed)));
    }

    @Test
    void tellsTheSmallestStoryOfAFailure() {
        Simulation planted = new Simulation(Mutation.SKIP_DEDUP);
        long seed = LongStream.range(0, 500)
                .filter(candidate -> planted.run(candidate).broken() != null)
                .findFirst()
                .orElseThrow();

        String story = planted.explain(seed);

        assertThat(story)
                .contains("breaks ANSWERED_ONCE")
                .contains("COMMAND_REPEATED")
                .endsWith("again: ./lc2 simulate --seed " + seed + " --mutation SKIP_DEDUP\n");
    }
}
