package io.lc2.backup.domain.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsOfTest {

    private static final Instant T0 = Instant.parse("2026-11-21T08:00:00.700Z");
    private static final int HISTORIES = 100_000;

    /** Versions are seconds from T0, the newest first; {@code x} is a delete marker. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            -500            , -500 , false
            -500 -900       , -500 , false
            10 -500         , -500 , false
            20 10 -500      , -500 , false
            10x -500        , -500 , false
            20 10x -500     , -500 , false
            10              , 10   , true
            900 500 100     , 100  , true
            900             , 900  , true
            -500x -900      , ''   , false
            900 -500x -900  , 900  , true
            900x 500        , ''   , false
            900x 500 -500x  , ''   , false
            900x 30         , 30   , true
            -10x -900       , -900 , false
            5 -10x -900     , -900 , false
            -10x -70x -900  , ''   , false
            -10x -20x -900  , -900 , false
            -500x           , ''   , false
            """)
    void takesWhatWasThere(String versions, String taken, boolean extra) {
        AsOf<String> state = AsOf.at(T0);
        for (String version : versions.split(" ", -1)) {
            boolean deleted = version.endsWith("x");
            state = state.with(version, T0.plusSeconds(Long.parseLong(version.replace("x", ""))), deleted);
        }

        if (taken.isEmpty()) {
            assertThat(state.choice()).isEmpty();
        } else {
            assertThat(state.choice()).contains(taken);
            assertThat(AsOf.isExtra(T0.plusSeconds(Long.parseLong(taken)), T0)).isEqualTo(extra);
        }
    }

    @Test
    void holdsNothingOfAnObjectWithoutVersions() {
        assertThat(AsOf.at(T0).choice()).isEmpty();
    }

    @Test
    void countsTheSecondOfT0AsBeforeIt() {
        // The store says 08:00:00 of something written at 08:00:00.200 or at 08:00:00.900.
        AsOf<String> written = AsOf.<String>at(T0).with("v", Instant.parse("2026-11-21T08:00:00Z"), false);
        AsOf<String> laterByNanos = AsOf.<String>at(T0).with("v", Instant.parse("2026-11-21T08:00:00.999Z"), false);

        assertThat(written.choice()).contains("v");
        assertThat(laterByNanos.choice()).contains("v");
        assertThat(AsOf.isExtra(Instant.parse("2026-11-21T08:00:00.999Z"), T0)).isFalse();
        assertThat(AsOf.isExtra(Instant.parse("2026-11-21T08:00:01Z"), T0)).isTrue();
    }

    @Test
    void takesTheStateOfT0InEveryHistoryWhenTheClocksAgree() {
        Random random = new Random(11);
        int taken = 0;
        for (int i = 0; i < HISTORIES; i++) {
            List<Change> history = history(random);
            Change there = lastUpTo(history, 0);

            AsOf<Change> seen = seen(history, Duration.ZERO);

            if (there != null && !there.deleted()) {
                assertThat(seen.choice()).as("%s", history).contains(there);
                taken++;
            }
        }
        assertThat(taken).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void missesNothingInAnyHistoryHoweverTheClocksDiffer() {
        Random random = new Random(12);
        int there = 0;
        int absent = 0;
        for (int i = 0; i < HISTORIES; i++) {
            List<Change> history = history(random);
            long bound = AsOf.CLOCKS_DIFFER.toMillis();
            Duration apart = Duration.ofMillis(random.nextLong(-bound + 1000, bound - 1000));
            Change before = lastUpTo(history, 0);
            Change now = history.getLast();

            AsOf<Change> seen = seen(history, apart);

            boolean existed = before != null && !before.deleted();
            if (existed || !now.deleted()) {
                assertThat(seen.choice())
                        .as("%s, clocks %s apart", history, apart)
                        .isPresent();
                there++;
            }
            seen.choice().ifPresent(choice -> assertThat(choice.deleted()).isFalse());
            absent += seen.choice().isEmpty() ? 1 : 0;
        }
        assertThat(there).isGreaterThan(HISTORIES / 10);
        assertThat(absent).isGreaterThan(HISTORIES / 20);
    }

    @Test
    void changesNothingOnceItIsDecided() {
        AsOf<String> decided = AsOf.<String>at(T0).with("v2", T0.minusSeconds(500), false);

        assertThat(decided.decided()).isTrue();
        assertThat(decided.with("v1", T0.minusSeconds(600), false)).isSameAs(decided);
    }

    private static AsOf<Change> seen(List<Change> history, Duration apart) {
        AsOf<Change> seen = AsOf.at(T0);
        for (Change change : history.reversed()) {
            seen = seen.with(change, T0.plusMillis(change.millis()).plus(apart), change.deleted());
        }
        return seen;
    }

    /** The last change up to a number of milliseconds from T0; null when there is none. */
    private static Change lastUpTo(List<Change> history, long millis) {
        Change last = null;
        for (Change change : history) {
            last = change.millis() <= millis ? change : last;
        }
        return last;
    }

    /** One object: at most six changes, in seconds of their own, from minutes before T0 to minutes after it. */
    private static List<Change> history(Random random) {
        List<Change> history = new ArrayList<>();
        long second = -300 + random.nextInt(300);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            // Within the second of T0 only before T0: what the store says cannot tell both apart.
            long millis = second * 1000 + random.nextInt(second == 0 ? 1 : 300);
            history.add(new Change(millis, i > 0 && random.nextInt(3) == 0));
            second += 1 + random.nextInt(random.nextBoolean() ? 5 : 200);
        }
        return history;
    }

    private record Change(long millis, boolean deleted) {}
}
