package io.lc2.backup.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSweepTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration GRACE = Duration.ofHours(10);

    @ParameterizedTest
    @CsvSource(textBlock = """
            true , ''   , Keep
            true , PT20H, Keep
            false, ''   , Mark
            false, PT0S , Mark
            false, PT9H , Mark
            false, PT10H, Collect
            false, PT20H, Collect
            false, -PT1H, Mark
            """)
    void removesWhatWasFoundUnneededLongEnoughAgo(boolean needed, String markedBefore, String verdict) {
        List<PoolMark> marks = markedBefore.isEmpty()
                ? List.of()
                : List.of(new PoolMark("b", NOW.minus(Duration.parse(markedBefore))));

        assertThat(new PoolSweep(marks.iterator(), NOW, GRACE).judge("b", needed))
                .hasSameClassAs(
                        switch (verdict) {
                            case "Keep" -> new PoolVerdict.Keep();
                            case "Mark" -> new PoolVerdict.Mark(NOW);
                            default -> new PoolVerdict.Collect();
                        });
    }

    @Test
    void keepsTheTimeOfTheFirstMark() {
        Instant first = NOW.minus(Duration.ofHours(3));
        PoolSweep sweep = new PoolSweep(List.of(new PoolMark("b", first)).iterator(), NOW, GRACE);

        assertThat(sweep.judge("b", false)).isEqualTo(new PoolVerdict.Mark(first));
    }

    @Test
    void neverTakesTheMarkOfAnother() {
        List<PoolMark> marks = List.of(new PoolMark("a", Instant.EPOCH), new PoolMark("c", Instant.EPOCH));
        PoolSweep sweep = new PoolSweep(marks.iterator(), NOW, GRACE);

        assertThat(sweep.judge("b", false)).isEqualTo(new PoolVerdict.Mark(NOW));
        assertThat(sweep.judge("c", false)).isEqualTo(new PoolVerdict.Collect());
        assertThat(sweep.judge("d", false)).isEqualTo(new PoolVerdict.Mark(NOW));
    }

    @Test
    void collectsNothingNeededInAnyHistory() {
        int collected = 0;
        for (long seed = 1; seed <= 3000; seed++) {
            History history = new History(new Random(seed));
            for (int i = 0; i < 40; i++) {
                history.step();
            }
            collected += history.collected;
            history.settle();
            assertThat(history.pool).as("seed %d", seed).isEqualTo(history.needed());
        }
        assertThat(collected).isPositive();
    }

    /** Backups come, fail and go; passes run whole or are interrupted anywhere, and marks are lost now and then. */
    private static final class History {

        private final Random random;
        private final Set<String> pool = new TreeSet<>();
        private final Map<Integer, Set<String>> living = new HashMap<>();
        private final Map<String, Instant> unneededSince = new HashMap<>();
        private List<PoolMark> marks = new ArrayList<>();
        private Instant now = NOW;
        private int backups;
        private int collected;

        History(Random random) {
            this.random = random;
        }

        void step() {
            now = now.plus(Duration.ofMinutes(random.nextInt(300)));
            switch (random.nextInt(6)) {
                case 0, 1 -> backup();
                case 2 -> remove();
                case 3, 4 -> pass(random.nextInt(4) == 0 ? random.nextInt(pool.size() + 1) : Integer.MAX_VALUE);
                default -> marks = random.nextBoolean() ? marks : new ArrayList<>();
            }
            Set<String> needed = needed();
            assertThat(pool).containsAll(needed);
            unneededSince.keySet().removeIf(name -> needed.contains(name) || !pool.contains(name));
            pool.stream().filter(name -> !needed.contains(name)).forEach(name -> unneededSince.putIfAbsent(name, now));
        }

        /** Takes over from one that lives and adds some of its own; one in four fails and leaves those behind. */
        private void backup() {
            int id = ++backups;
            Set<String> holds = new HashSet<>();
            living.values().stream()
                    .skip(random.nextInt(living.size() + 1))
                    .findFirst()
                    .ifPresent(earlier -> earlier.stream()
                            .filter(name -> random.nextInt(4) > 0)
                            .forEach(holds::add));
            for (int i = random.nextInt(4); i >= 0; i--) {
                String name = random.nextInt(100) + "-" + id;
                pool.add(name);
                holds.add(name);
            }
            if (random.nextInt(4) > 0) {
                living.put(id, holds);
            }
        }

        private void remove() {
            living.keySet().stream()
                    .skip(random.nextInt(living.size() + 1))
                    .findFirst()
                    .ifPresent(living::remove);
        }

        /** Ends after so many objects: what is removed is gone then, the marks are the old ones. */
        private void pass(int interruptedAfter) {
            Set<String> needed = needed();
            PoolSweep sweep = new PoolSweep(marks.iterator(), now, GRACE);
            TreeMap<String, PoolMark> found = new TreeMap<>();
            int looked = 0;
            for (String name : List.copyOf(pool)) {
                if (looked++ == interruptedAfter) {
                    return;
                }
                switch (sweep.judge(name, needed.contains(name))) {
                    case PoolVerdict.Keep keep -> assertThat(needed).contains(name);
                    case PoolVerdict.Mark mark -> found.put(name, new PoolMark(name, mark.since()));
                    case PoolVerdict.Collect collect -> {
                        assertThat(needed).doesNotContain(name);
                        assertThat(unneededSince.get(name).plus(GRACE)).isBeforeOrEqualTo(now);
                        pool.remove(name);
                        collected++;
                    }
                }
            }
            marks = new ArrayList<>(found.values());
        }

        void settle() {
            pass(Integer.MAX_VALUE);
            now = now.plus(GRACE);
            pass(Integer.MAX_VALUE);
            Set<String> once = new TreeSet<>(pool);
            pass(Integer.MAX_VALUE);
            assertThat(pool).isEqualTo(once);
        }

        private Set<String> needed() {
            Set<String> needed = new TreeSet<>();
            living.values().forEach(needed::addAll);
            return needed;
        }
    }
}
