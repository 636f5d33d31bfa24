package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One field of the matrix.
 *
 * @param fault what breaks
 * @param step the step that has just started then
 */
record Cell(FaultKind fault, StepKind step) {

    /**
     * The fields of a run, in a drawn order.
     *
     * @param faults what may break
     * @param steps where
     * @param rounds how often each field is visited
     * @param atMost how many are visited at most; of those, every fault and every step has about equally many
     */
    static List<Cell> matrix(
            Collection<FaultKind> faults, Collection<StepKind> steps, int rounds, int atMost, Random random) {
        List<Cell> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Cell> cells = new ArrayList<>();
            for (FaultKind fault : faults) {
                List<StepKind> where = new ArrayList<>(steps);
                Collections.shuffle(where, random);
                // The executors do not use it, so one place is as good as another, and it is away for long.
                where.stream()
                        .limit(fault == FaultKind.CATALOG_DB ? 1 : where.size())
                        .forEach(step -> cells.add(new Cell(fault, step)));
            }
            Collections.shuffle(cells, random);
            all.addAll(cells);
        }
        return all.size() <= atMost ? all : even(all, atMost);
    }

    private static List<Cell> even(List<Cell> all, int count) {
        List<Cell> left = new ArrayList<>(all);
        // What has one field only must not find its step taken.
        left.sort(Comparator.comparing(cell -> cell.fault() != FaultKind.CATALOG_DB));
        List<Cell> chosen = new ArrayList<>();
        Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
        Map<StepKind, Integer> steps = new HashMap<>();
        while (chosen.size() < count) {
            Cell best = left.getFirst();
            for (Cell cell : left) {
                if (uses(cell, faults, steps) < uses(best, faults, steps)) {
                    best = cell;
                }
            }
            left.remove(best);
            chosen.add(best);
            faults.merge(best.fault(), 1, Integer::sum);
            steps.merge(best.step(), 1, Integer::sum);
        }
        return chosen;
    }

    private static int uses(Cell cell, Map<FaultKind, Integer> faults, Map<StepKind, Integer> steps) {
        return 2 * faults.getOrDefault(cell.fault(), 0) + steps.getOrDefault(cell.step(), 0);
    }
}
