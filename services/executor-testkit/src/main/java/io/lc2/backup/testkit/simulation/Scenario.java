package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.operation.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run consists of, made from a seed and then only ever reduced.
 *
 * @param seed decides durations and chance
 * @param partitions number of partitions
 * @param limits what may run at once
 * @param grace how long a deletion can be taken back
 * @param commands what people ask for, in order of time
 * @param faults what goes wrong
 */
record Scenario(long seed, int partitions, Limits limits, Duration grace, List<Wish> commands, List<Fault> faults) {

    Scenario {
        commands = List.copyOf(commands);
        faults = List.copyOf(faults);
    }

    /** The same without one fault. */
    Scenario withoutFault(int index) {
        List<Fault> fewer = new ArrayList<>(faults);
        fewer.remove(index);
        return new Scenario(seed, partitions, limits, grace, commands, fewer);
    }

    /** The same without one command. */
    Scenario withoutCommand(int index) {
        List<Wish> fewer = new ArrayList<>(commands);
        fewer.remove(index);
        return new Scenario(seed, partitions, limits, grace, fewer, faults);
    }

    /**
     * A command at a time.
     *
     * @param at milliseconds after the beginning
     * @param command what is asked for
     */
    record Wish(long at, BackupCommand command) {}
}
