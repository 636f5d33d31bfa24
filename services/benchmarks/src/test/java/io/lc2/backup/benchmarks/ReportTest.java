package io.lc2.backup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report();

    @Test
    void reachesWhatIsWithinItsBound() {
        report.atMost(1.15, "dump", 11.5, 10, "pg_dump", "s");
        report.atLeast(0.6, "fold", 60, 100, "bare", "events/s");
        report.within(512, "memory", 512, "MB");
        report.beside("P50", 9, 1, "sql", "ms");

        assertThat(report.reached()).isTrue();
    }

    @Test
    void missesWhatIsBeyondItsBound() {
        report.atMost(1.15, "dump", 11.6, 10, "pg_dump", "s");

        assertThat(report.reached()).isFalse();
        assertThat(report.lines().getFirst().text()).contains("dump", "11.6 s", "10.0 s", "pg_dump", "1.16", "MISSED");
    }

    @Test
    void missesWhatIsTooSlow() {
        report.atLeast(0.6, "fold", 59, 100, "bare", "events/s");

        assertThat(report.reached()).isFalse();
    }

    @Test
    void missesWhatCouldNotBeMeasured() {
        report.within(512, "memory", new Rounds().median("never"), "MB");

        assertThat(report.reached()).isFalse();
    }

    @Test
    void missesAllWhenThereIsNothing() {
        assertThat(report.reached()).isFalse();
    }

    @Test
    void goesFromOneProcessToAnother() {
        report.atMost(1.15, "dump", 11.6, 10, "pg_dump | zstd", "s");
        report.beside("P50", 9, 1, "sql", "");

        assertThat(report.lines())
                .allSatisfy(line -> assertThat(Line.decode(line.encoded())).isEqualTo(line));
    }

    @Test
    void takesTheMiddleAndTheEndsOfRoundsThatCount() {
        Rounds rounds = new Rounds();
        rounds.add("a", 1_000_000, false);
        IntStream.rangeClosed(1, 100).forEach(figure -> rounds.add("a", 101 - figure, true));

        assertThat(rounds.count("a")).isEqualTo(100);
        assertThat(rounds.median("a")).isEqualTo(51);
        assertThat(rounds.quantile("a", 0.95)).isEqualTo(96);
        assertThat(rounds.quantile("a", 1)).isEqualTo(100);
    }
}
