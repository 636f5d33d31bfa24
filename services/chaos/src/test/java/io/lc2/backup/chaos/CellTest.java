package io.lc2.backup.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.chaos.Cell.Choice;
import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.workload.Scene;
import io.lc2.backup.domain.plan.StepKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final List<Scene> SCENES = Scene.all();
    private static final Set<FaultKind> FAULTS = EnumSet.allOf(FaultKind.class);
    private static final Cell SURELY = Cell.of("kill@incremental-copy");

    @Test
    void hasEveryFaultInEverySceneButTheOneNoStepNotices() {
        List<Cell> cells = Cell.matrix(new Choice(FAULTS, SCENES, 1, 1000, List.of()), new Random(1));

        assertThat(cells).doesNotHaveDuplicates().hasSize((FAULTS.size() - 1) * SCENES.size() + 1);
    }

    @Test
    void isTheSameForTheSameSeed() {
        Choice choice = new Choice(FAULTS, SCENES, 2, 1000, List.of());

        assertThat(Cell.matrix(choice, new Random(5))).isEqualTo(Cell.matrix(choice, new Random(5)));
    }

    @Test
    void hasEveryFaultAndEveryStepAlsoWhenThereIsNoTimeForAllCells() {
        int count = StepKind.values().length;
        List<Cell> cells = Cell.matrix(new Choice(FAULTS, SCENES, 1, count, List.of()), new Random(3));

        assertThat(cells).hasSize(count).extracting(Cell::fault).containsAll(FAULTS);
        assertThat(cells).extracting(cell -> cell.scene().step()).contains(StepKind.values());
    }

    @Test
    void hasWhatSurelyIsToBeVisitedAndCountsItWhenItChoosesTheOthers() {
        List<Cell> cells = Cell.matrix(new Choice(FAULTS, SCENES, 1, FAULTS.size(), List.of(SURELY)), new Random(3));

        assertThat(cells).doesNotHaveDuplicates().hasSize(FAULTS.size()).contains(SURELY);
        assertThat(cells).extracting(Cell::fault).containsAll(FAULTS);
    }

    @Test
    void hasEveryFaultAndEveryStepAroundWhatIsSurelyVisited() {
        List<Cell> surely = Stream.of("kill@incremental-copy", "blackout@pool-collection", "stop@drill-clean-up")
                .map(Cell::of)
                .toList();
        for (long seed = 0; seed < 50; seed++) {
            List<Cell> cells = Cell.matrix(new Choice(FAULTS, SCENES, 1, FAULTS.size(), surely), new Random(seed));

            assertThat(cells).hasSize(FAULTS.size()).startsWith(surely.toArray(Cell[]::new));
            assertThat(cells).extracting(Cell::fault).containsAll(FAULTS);
            assertThat(cells).extracting(cell -> cell.scene().step()).contains(StepKind.values());
        }
    }

    @Test
    void beginsWithWhatIsSurelyVisitedWhenThereIsRoomForAllCells() {
        List<Cell> surely = Stream.of("kill@incremental-copy", "catalog-db@pool-collection")
                .map(Cell::of)
                .toList();
        List<Cell> cells = Cell.matrix(new Choice(FAULTS, SCENES, 2, 1000, surely), new Random(7));

        assertThat(cells).startsWith(surely.toArray(Cell[]::new));
        assertThat(cells.subList(surely.size(), cells.size())).containsOnlyOnce(SURELY);
    }

    @Test
    void hasWhatSurelyIsToBeVisitedAlsoWhenNothingElseIs() {
        assertThat(Cell.matrix(new Choice(Set.of(), SCENES, 1, 1000, List.of(SURELY)), new Random(1)))
                .containsExactly(SURELY);
    }

    @Test
    void refusesAFieldThatIsNone() {
        assertThatThrownBy(() -> Cell.of("kill")).hasMessageContaining("kill is no field");
        assertThatThrownBy(() -> Cell.of("kill@lunch")).hasMessageContaining("There is no step lunch");
    }
}
