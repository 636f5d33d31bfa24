package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.workload.Scene;
import io.lc2.backup.domain.plan.StepKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One field of the matrix.
 *
 * @param fault what breaks
 * @param scene what is going on then
 */
record Cell(FaultKind fault, Scene scene) {

    private static final String AT = "@";

    /** The field of this name, for example {@code kill@copy-objects}. */
    static Cell of(String name) {
        String[] parts = name.split(AT, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(name + " is no field; write for example kill@copy-objects");
        }
        return new Cell(FaultKind.of(parts[0]), Scene.of(parts[1]));
    }

    /**
     * Which fields a run visits.
     *
     * @param faults what may break
     * @param scenes where
     * @param rounds how often each field is visited
     * @param atMost how many are visited at most; of those, every fault and every step has about equally many
     * @param surely fields that are among them, and come first
     */
    record Choice(Set<FaultKind> faults, List<Scene> scenes, int rounds, int atMost, List<Cell> surely) {
        Choice {
            faults = Set.copyOf(faults);
            scenes = List.copyOf(scenes);
            surely = List.copyOf(surely);
        }

        private boolean isSurelyVisited(Scene scene) {
            return surely.stream().anyMatch(cell -> cell.scene().step() == scene.step());
        }
    }

    /** The fields of a run, in a drawn order after those that are surely visited. */
    static List<Cell> matrix(Choice choice, Random random) {
        List<Cell> all = new ArrayList<>();
        for (int round = 0; round < choice.rounds(); round++) {
            List<Cell> cells = new ArrayList<>();
            for (FaultKind fault : choice.faults().stream().sorted().toList()) {
                List<Scene> where = new ArrayList<>(choice.scenes());
                Collections.shuffle(where, random);
                if (fault == FaultKind.CATALOG_DB) {
                    // The executors do not use it, so one place is as good as another, and it is away for long.
                    where.sort(Comparator.comparing(choice::isSurelyVisited));
                    where.subList(Math.min(1, where.size()), where.size()).clear();
                }
                where.forEach(scene -> cells.add(new Cell(fault, scene)));
            }
            Collections.shuffle(cells, random);
            all.addAll(cells);
        }
        choice.surely().forEach(all::remove);
        // First, for a run may end before it has been everywhere.
        all.addAll(0, choice.surely());
        return all.size() <= choice.atMost() ? all : even(all, choice);
    }

    @Override
    public String toString() {
        return fault.wireName() + AT + scene.wireName();
    }

    private static List<Cell> even(List<Cell> all, Choice choice) {
        List<Cell> left = new ArrayList<>(all);
        List<Cell> chosen = new ArrayList<>(choice.surely());
        Uses uses = new Uses();
        for (Cell cell : chosen) {
            left.remove(cell);
            uses.add(cell);
        }
        // What has one field only must not find its step taken.
        left.sort(Comparator.comparing(cell -> cell.fault() != FaultKind.CATALOG_DB));
        while (chosen.size() < choice.atMost()) {
            Cell best = left.getFirst();
            for (Cell cell : left) {
                if (uses.of(cell) < uses.of(best)) {
                    best = cell;
                }
            }
            left.remove(best);
            chosen.add(best);
            uses.add(best);
        }
        return chosen;
    }

    /** What has been chosen so far. */
    private static final class Uses {

        private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
        private final Map<StepKind, Integer> steps = new EnumMap<>(StepKind.class);
        private final Map<Scene, Integer> scenes = new EnumMap<>(Scene.class);

        void add(Cell cell) {
            faults.merge(cell.fault(), 1, Integer::sum);
            steps.merge(cell.scene().step(), 1, Integer::sum);
            scenes.merge(cell.scene(), 1, Integer::sum);
        }

        int of(Cell cell) {
            return 4 * faults.getOrDefault(cell.fault(), 0)
                    + 2 * steps.getOrDefault(cell.scene().step(), 0)
                    + scenes.getOrDefault(cell.scene(), 0);
        }
    }
}
