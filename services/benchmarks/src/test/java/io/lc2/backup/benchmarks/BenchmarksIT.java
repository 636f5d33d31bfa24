package io.lc2.backup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With next to no data the figures mean nothing; but the programs run, and take all they should. */
class BenchmarksIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres 4 1 target/benchmarks-it/postgres",
                "verify 4 1 20 0",
                "fold 200 1",
                "projection 400 1",
                "replay 50 1",
                "list 500 56",
                "latency 3",
                "library 2000",
                "incremental 400 1 500",
                "idle 1 2 0"
            })
    void measuresEverything(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        Benchmark benchmark = Bench.find(words.getFirst()).orElseThrow();
        Report report = new Report();

        benchmark.run(new Arguments(words.subList(1, words.size())), report);

        assertThat(report.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.ours()).as(line.text()).isFinite().isNotNegative();
            assertThat(line.theirs()).as(line.text()).isFinite().isPositive();
        });
    }

    @Test
    void goesOnAfterOneThatFails() throws Exception {
        Map<String, Optional<Report>> reports =
                Bench.each(List.of(List.of("nonsense"), List.of("library", "500")), Redirect.DISCARD);

        assertThat(reports.get("nonsense")).isEmpty();
        assertThat(reports.get("library"))
                .hasValueSatisfying(report -> assertThat(report.lines()).isNotEmpty());
        assertThat(Bench.summary(reports)).isEqualTo(1);
    }
}
