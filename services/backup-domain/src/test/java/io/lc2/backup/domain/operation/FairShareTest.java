package io.lc2.backup.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.FairShare.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final Instant EARLY = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(60);

    @Test
    void leavesEverythingToOneWhoIsAlone() {
        assertThat(FairShare.of(3, claim("a", 9, Instant.MAX), List.of())).isEqualTo(3);
    }

    @Test
    void prefersWhoHasLessAtWork() {
        assertThat(FairShare.of(1, claim("a", 2, EARLY), List.of(claim("b", 0, LATE))))
                .isZero();
        assertThat(FairShare.of(1, claim("b", 0, LATE), List.of(claim("a", 2, EARLY))))
                .isEqualTo(1);
    }

    @Test
    void prefersWhoHasWaitedLongerAmongEquals() {
        assertThat(FairShare.of(1, claim("a", 1, LATE), List.of(claim("b", 1, EARLY))))
                .isZero();
        assertThat(FairShare.of(1, claim("a", 1, Instant.MAX), List.of(claim("b", 1, LATE))))
                .isZero();
        assertThat(FairShare.of(2, claim("a", 1, LATE), List.of(claim("b", 1, EARLY))))
                .isEqualTo(1);
    }

    @Test
    void agreesOnTwoOfTheSameInstant() {
        assertThat(FairShare.of(1, claim("a", 1, LATE), List.of(claim("b", 1, LATE))))
                .isEqualTo(1);
        assertThat(FairShare.of(1, claim("b", 1, LATE), List.of(claim("a", 1, LATE))))
                .isZero();
    }

    @Test
    void isNeverLessThanNothing() {
        assertThat(FairShare.of(-2, claim("a", 1, LATE), List.of(claim("b", 1, EARLY))))
                .isZero();
    }

    /** Whatever ends when, and whoever asks first: with endless queues nobody has two more at work than another. */
    @Property(tries = 300, seed = "20261121")
    void sharesTheSlotsEvenly(
            @ForAll @IntRange(min = 1, max = 12) int slots,
            @ForAll @IntRange(min = 2, max = 9) int projects,
            @ForAll Random random) {
        Map<ProjectId, Integer> atWork = new HashMap<>();
        List<ProjectId> all = new ArrayList<>();
        for (int i = 0; i < projects; i++) {
            all.add(new ProjectId("p" + i));
            atWork.put(all.get(i), 0);
        }
        for (int round = 0; round < 50; round++) {
            for (int turn = 0; turn < slots; turn++) {
                Collections.shuffle(all, random);
                all.forEach(project -> ask(project, slots, atWork));
            }

            int most = Collections.max(atWork.values());
            assertThat(most - Collections.min(atWork.values())).isLessThanOrEqualTo(1);
            assertThat(sum(atWork)).isEqualTo(slots);
            atWork.computeIfPresent(all.get(random.nextInt(projects)), (project, n) -> Math.max(0, n - 1));
        }
    }

    private static void ask(ProjectId project, int slots, Map<ProjectId, Integer> atWork) {
        List<Claim> others = atWork.entrySet().stream()
                .filter(other -> !other.getKey().equals(project))
                .map(other -> new Claim(other.getKey(), other.getValue(), EARLY))
                .toList();
        if (FairShare.of(slots - sum(atWork), new Claim(project, atWork.get(project), EARLY), others) > 0) {
            atWork.merge(project, 1, Integer::sum);
        }
    }

    private static int sum(Map<ProjectId, Integer> atWork) {
        return atWork.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Claim claim(String project, int active, Instant since) {
        return new Claim(new ProjectId(project), active, since);
    }
}
