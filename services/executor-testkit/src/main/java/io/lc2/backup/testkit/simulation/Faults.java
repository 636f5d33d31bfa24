package io.lc2.backup.testkit.simulation;

import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of one run: finds the one that is due and counts those that struck. */
final class Faults {

    private final List<Fault> all;
    private final Map<Trigger, Map<Long, Fault>> waiting = new EnumMap<>(Trigger.class);
    private final Map<Trigger, Long> seen = new EnumMap<>(Trigger.class);
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);

    Faults(List<Fault> all) {
        this.all = all;
        for (Fault fault : all) {
            waiting.computeIfAbsent(fault.kind().trigger(), ignored -> new HashMap<>())
                    .put(fault.trigger(), fault);
        }
    }

    /** The fault of the next call, report, command or commit; null when all is well. */
    @Nullable Fault next(Trigger trigger) {
        long number = seen.merge(trigger, 1L, Long::sum);
        Map<Long, Fault> candidates = waiting.get(trigger);
        return candidates == null ? null : candidates.get(number);
    }

    /** All that wait for this trigger. */
    List<Fault> of(Trigger trigger) {
        List<Fault> some = new ArrayList<>();
        for (Fault fault : all) {
            if (fault.kind().trigger() == trigger) {
                some.add(fault);
            }
        }
        return some;
    }

    void struck(Fault fault) {
        struck.merge(fault.kind(), 1, Integer::sum);
    }

    Map<FaultKind, Integer> counts() {
        return struck;
    }
}
