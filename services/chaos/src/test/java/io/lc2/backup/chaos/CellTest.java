package io.lc2.backup.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.domain.plan.StepKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final List<StepKind> STEPS = List.of(StepKind.values());
    private static final Set<FaultKind> FAULTS = EnumSet.allOf(FaultKind.class);

    @Test
    void hasEveryFaultAtEveryStepButTheOneNoStepNotices() {
        List<Cell> cells = Cell.matrix(FAULTS, STEPS, 1, 1000, new Random(1));

        assertThat(cells).doesNotHaveDuplicates().hasSize((FAULTS.size() - 1) * STEPS.size() + 1);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Cell.matrix(FAULTS, STEPS, 2, 1000, new Random(5)))
                .isEqualTo(Cell.matrix(FAULTS, STEPS, 2, 1000, new Random(5)));
    }

    @Test
    void hasEveryFaultAndEveryStepAlsoWhenThereIsNoTimeForAllCells() {
        List<Cell> cells = Cell.matrix(FAULTS, STEPS, 1, STEPS.size(), new Random(3));

        assertThat(cells).hasSize(STEPS.size()).extracting(Cell::fault).containsAll(FAULTS);
        assertThat(cells).extracting(Cell::step).containsAll(STEPS);
    }
}
