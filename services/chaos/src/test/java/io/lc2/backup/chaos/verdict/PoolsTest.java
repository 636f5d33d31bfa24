package io.lc2.backup.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.verdict.Finding.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolsTest {

    private static final Map<String, Set<String>> NEEDED = Map.of("b1", Set.of("x", "y"), "b2", Set.of("y", "z"));

    @Test
    void findsNothingWhereAllThatIsNeededIsThereAndNothingElse() {
        assertThat(Pools.compare(Set.of("x", "y", "z"), NEEDED, Set.of())).isEmpty();
    }

    @Test
    void findsWhatABackupNeedsAndIsNotThere() {
        assertThat(Pools.compare(Set.of("x", "z"), NEEDED, Set.of("y")))
                .extracting(Finding::kind)
                .containsExactly(Kind.LOST, Kind.LOST);
    }

    @Test
    void findsWhatNothingNeedsUnlessTheLastPurgeCouldOnlyMarkIt() {
        assertThat(Pools.compare(Set.of("x", "y", "z", "old", "older"), NEEDED, Set.of("old")))
                .containsExactly(new Finding(
                        Kind.ORPHAN,
                        "1 objects of a pool that no backup needs and two purges have not removed, for example older"));
    }
}
