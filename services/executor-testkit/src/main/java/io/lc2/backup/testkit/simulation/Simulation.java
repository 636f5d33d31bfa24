package io.lc2.backup.testkit.simulation;

import io.lc2.backup.messaging.topics.UndecidableException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs seeds. The same seed gives the same run, in every process. */
public final class Simulation {

    private final @Nullable Mutation mutation;

    /**
     * A simulation.
     *
     * @param mutation a bug to plant; null for the product as it is
     */
    public Simulation(@Nullable Mutation mutation) {
        this.mutation = mutation;
    }

    /**
     * What became of one run.
     *
     * @param seed its seed
     * @param broken the invariant that did not hold; null when all did
     * @param detail what was seen instead; empty when all is well
     * @param hash of everything that happened
     * @param ends operations that ended, by their last event
     * @param faults faults that struck
     * @param lines what happened, where that was asked for
     */
    public record Outcome(
            long seed,
            @Nullable Invariant broken,
            String detail,
            long hash,
            Map<String, Integer> ends,
            Map<FaultKind, Integer> faults,
            List<String> lines) {}

    /** Runs one seed. */
    public Outcome run(long seed) {
        return run(Scenarios.of(seed), false);
    }

    Outcome run(Scenario scenario, boolean readable) {
        Trace trace = new Trace(readable);
        World world = new World(scenario, mutation, trace);
        Invariant broken = null;
        String detail = "";
        try {
            world.run();
        } catch (InvariantViolation violation) {
            broken = violation.invariant();
            detail = violation.detail();
        } catch (UndecidableException defect) {
            broken = Invariant.NO_DEFECT;
            detail = defect.getMessage() + ": " + defect.getCause();
        }
        return new Outcome(
                scenario.seed(),
                broken,
                detail,
                trace.hash(),
                world.checks().ends(),
                world.faults().counts(),
                trace.lines());
    }

    /**
     * The smallest run of a failing seed that still breaks the same invariant, as text for people: what is asked for, what
     * goes wrong, what happens, and how to see it again.
     */
    public String explain(long seed) {
        Scenario scenario = Scenarios.of(seed);
        Invariant broken = run(scenario, false).broken();
        if (broken == null) {
            return "seed " + seed + " breaks nothing";
        }
        Scenario smallest = new Shrinker(this, broken).shrink(scenario);
        Outcome outcome = run(smallest, true);
        StringBuilder text = new StringBuilder();
        text.append("seed ")
                .append(seed)
                .append(" breaks ")
                .append(broken)
                .append(" (")
                .append(broken.says());
        text.append("): ").append(outcome.detail()).append("\n");
        text.append("with ").append(smallest.commands().size()).append(" of ");
        text.append(scenario.commands().size()).append(" commands and these faults of ");
        text.append(scenario.faults().size()).append(":\n");
        smallest.faults().forEach(fault -> text.append("  ").append(fault).append("\n"));
        text.append("what happens:\n");
        outcome.lines().forEach(line -> text.append("  ").append(line).append("\n"));
        text.append("again: ./lc2 simulate --seed ").append(seed);
        if (mutation != null) {
            text.append(" --mutation ").append(mutation);
        }
        return text.append("\n").toString();
    }
}
