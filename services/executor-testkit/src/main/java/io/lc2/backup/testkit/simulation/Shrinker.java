package io.lc2.backup.testkit.simulation;

/** Leaves out faults and commands one by one, as long as the same invariant breaks. */
final class Shrinker {

    private final Simulation simulation;
    private final Invariant broken;

    Shrinker(Simulation simulation, Invariant broken) {
        this.simulation = simulation;
        this.broken = broken;
    }

    Scenario shrink(Scenario scenario) {
        Scenario smallest = scenario;
        boolean smaller = true;
        while (smaller) {
            Scenario before = smallest;
            smallest = fewerCommands(fewerFaults(smallest));
            smaller = !smallest.equals(before);
        }
        return smallest;
    }

    private Scenario fewerFaults(Scenario scenario) {
        Scenario smallest = scenario;
        for (int i = scenario.faults().size() - 1; i >= 0; i--) {
            smallest = smaller(smallest, smallest.withoutFault(i));
        }
        return smallest;
    }

    private Scenario fewerCommands(Scenario scenario) {
        Scenario smallest = scenario;
        for (int i = scenario.commands().size() - 1; i >= 0; i--) {
            smallest = smaller(smallest, smallest.withoutCommand(i));
        }
        return smallest;
    }

    private Scenario smaller(Scenario before, Scenario candidate) {
        return simulation.run(candidate, false).broken() == broken ? candidate : before;
    }
}
