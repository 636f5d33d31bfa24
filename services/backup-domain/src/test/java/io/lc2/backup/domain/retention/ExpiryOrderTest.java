package io.lc2.backup.domain.retention;

import static io.lc2.backup.domain.retention.RetentionFixtures.NOW;
import static io.lc2.backup.domain.retention.RetentionFixtures.needing;
import static io.lc2.backup.domain.retention.RetentionFixtures.point;
import static io.lc2.backup.domain.retention.RetentionFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryOrderTest {

    @Test
    void removesTheNewestFirst() {
        assertThat(order(point("new", 1), point("oldest", 9), point("old", 8))).containsExactly("old", "oldest");
    }

    @Test
    void removesABaseOnlyAfterWhatNeedsItEvenWhenClocksWereWrong() {
        assertThat(order(
                        point("new", 1),
                        point("base", 5),
                        needing(point("inc-1", 6), "base"),
                        needing(point("inc-2", 7), "inc-1"),
                        point("other", 4)))
                .containsExactly("other", "inc-2", "inc-1", "base");
    }

    @Test
    void removesWhatACircleNeedsAfterTheCircle() {
        assertThat(order(
                        point("new", 1),
                        point("base", 4),
                        needing(point("a", 5), "b", "base"),
                        needing(point("b", 6), "a")))
                .endsWith("base")
                .containsExactlyInAnyOrder("a", "b", "base");
    }

    @Test
    void leavesOutWhatIsKept() {
        assertThat(order(point("new", 1))).isEmpty();
    }

    private static List<String> order(RetentionPoint... points) {
        List<Verdict> verdicts = RetentionDecider.decide(policy(1, 0, 0, 0), List.of(points), NOW);
        return ExpiryOrder.of(List.of(points), verdicts).stream()
                .map(verdict -> verdict.id().value())
                .toList();
    }
}
