package io.lc2.backup.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.fault.Injection;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Cell KILL = Cell.of("kill@incremental-copy");
    private static final Cell BLACKOUT = Cell.of("blackout@pool-collection");
    private static final Visit VISIT = new Visit(KILL, "b1", new Injection(NOW, NOW, "a test"), null);

    @Test
    void namesTheFieldsItSaysNothingAbout() {
        Report report = report(Set.of(BLACKOUT), List.of());

        assertThat(report.lines())
                .contains("fields not reached        1")
                .contains("! NOT REACHED blackout@pool-collection: this run says nothing about it");
        assertThat(report.good()).isTrue();
    }

    @Test
    void saysThatSomethingIsWrongWhenAFieldThatIsSurelyVisitedWasNot() {
        List<Finding> missing = ChaosRun.missing(List.of(KILL, BLACKOUT), List.of(VISIT));

        assertThat(missing)
                .containsExactly(
                        new Finding(Kind.UNSEEN, "the field blackout@pool-collection, which was to be visited surely"));
        assertThat(report(Set.of(), missing).good()).isFalse();
        assertThat(ChaosRun.missing(List.of(KILL), List.of(VISIT))).isEmpty();
    }

    private static Report report(Set<Cell> unreached, List<Finding> findings) {
        Report.Counts counts = new Report.Counts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        return new Report(1, List.of(VISIT), unreached, counts, Duration.ZERO, findings);
    }
}
