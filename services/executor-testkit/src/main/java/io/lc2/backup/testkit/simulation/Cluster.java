package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Two executors and who of them owns which partition: crashes, returns, moves. */
final class Cluster {

    static final int EXECUTORS = 2;

    /** Never. */
    static final long FOR_GOOD = -1;

    /** Silence after which Kafka gives the partitions of a member to others. */
    private static final long SESSION = 10_000;

    private final World world;
    private final List<SimulatedExecutor> executors = new ArrayList<>();
    private final List<Partition> partitions = new ArrayList<>();

    Cluster(World world) {
        this.world = world;
        for (int i = 0; i < EXECUTORS; i++) {
            executors.add(new SimulatedExecutor(world, i));
        }
        for (int i = 0; i < world.scenario().partitions(); i++) {
            partitions.add(new Partition(i));
        }
    }

    List<SimulatedExecutor> executors() {
        return executors;
    }

    List<Partition> partitions() {
        return partitions;
    }

    /** Starts both executors and plans what goes wrong at a certain time. */
    void start() {
        for (Fault fault : world.faults().of(Trigger.START)) {
            executors.get(fault.target()).skewedBy(fault.millis());
            world.strike(fault);
        }
        executors.forEach(executor -> executor.workers().startBeating());
        partitions.forEach(partition -> assign(partition, executors.get(home(partition))));
        for (Fault fault : world.faults().of(Trigger.TIME)) {
            world.timeline().after(fault.trigger(), () -> strike(fault));
        }
    }

    void publish(BackupCommand command) {
        Partition partition = world.partitionOf(command.meta().project());
        partition.commands().add(command);
        world.checks().published(command);
        wake(partition);
    }

    /** Somebody wrote to the partition. */
    void wake(Partition partition) {
        for (SimulatedExecutor executor : executors) {
            SimulatedTask task = executor.tasks().get(partition.number());
            if (task != null) {
                task.wake();
            }
        }
    }

    /**
     * A process dies.
     *
     * @param backAfter milliseconds, or {@link #FOR_GOOD}
     */
    void crash(SimulatedExecutor executor, long backAfter) {
        if (!executor.up()) {
            return;
        }
        world.trace("crash", "executor", executor.number());
        executor.die();
        int dead = executor.life();
        world.timeline().after(SESSION, () -> {
            if (executor.life() == dead && !executor.up()) {
                takeOver(executor);
            }
        });
        if (backAfter != FOR_GOOD) {
            world.timeline().after(backAfter, () -> comeBack(executor));
        }
    }

    boolean quiet() {
        return partitions.stream().allMatch(Partition::drained)
                && executors.stream()
                        .allMatch(
                                executor -> !executor.up() || executor.workers().idle());
    }

    private void strike(Fault fault) {
        switch (fault.kind()) {
            case CRASH -> crashBy(fault, fault.millis());
            case LOST_FOR_GOOD -> crashBy(fault, FOR_GOOD);
            case FROZEN -> freeze(fault);
            case MOVED -> move(fault);
            default -> throw new IllegalArgumentException(fault + " does not happen at a time");
        }
    }

    private void crashBy(Fault fault, long backAfter) {
        if (executors.get(fault.target()).up()) {
            world.strike(fault);
        }
        crash(executors.get(fault.target()), backAfter);
    }

    private void freeze(Fault fault) {
        SimulatedExecutor executor = executors.get(fault.target());
        if (!executor.up() || executor.frozen()) {
            return;
        }
        world.strike(fault);
        executor.freeze(fault.millis());
        int life = executor.life();
        world.timeline().after(SESSION, () -> {
            if (executor.life() == life && executor.frozen()) {
                takeOver(executor);
            }
        });
        executor.later(fault.millis() + world.timeline().between(0, 2_000), () -> {
            executor.dropStale();
            settle(executor);
        });
    }

    private void move(Fault fault) {
        Partition partition = partitions.get(fault.target());
        if (partition.owner() == Partition.NOBODY) {
            return;
        }
        SimulatedExecutor old = executors.get(partition.owner());
        SimulatedExecutor other = other(old);
        if (!old.up() || !other.up() || other.frozen()) {
            return;
        }
        world.strike(fault);
        assign(partition, other);
        old.later(fault.millis(), old::dropStale);
    }

    private void takeOver(SimulatedExecutor from) {
        SimulatedExecutor other = other(from);
        if (!other.up()) {
            return;
        }
        for (Partition partition : partitions) {
            if (partition.owner() == from.number()) {
                assign(partition, other);
            }
        }
    }

    private void comeBack(SimulatedExecutor executor) {
        world.trace("back", "executor", executor.number());
        executor.start();
        for (Partition partition : partitions) {
            boolean ownerIsDown = !executors.get(partition.owner()).up();
            if (partition.owner() == executor.number() || ownerIsDown) {
                assign(partition, executor);
            }
        }
        settle(executor);
    }

    /** After a while, partitions go back to where they belong, in good order. */
    private void settle(SimulatedExecutor executor) {
        executor.later(world.timeline().between(1_000, 3_000), () -> {
            for (Partition partition : partitions) {
                SimulatedExecutor owner = executors.get(partition.owner());
                if (home(partition) == executor.number() && owner != executor && owner.up() && !owner.frozen()) {
                    SimulatedTask task = owner.tasks().remove(partition.number());
                    if (task != null) {
                        task.handOver();
                    }
                    assign(partition, executor);
                }
            }
        });
    }

    private void assign(Partition partition, SimulatedExecutor executor) {
        long epoch = partition.assignTo(executor.number());
        world.trace("assign", "partition " + partition.number() + " to executor", executor.number());
        executor.later(0, () -> {
            if (partition.epoch() == epoch) {
                executor.open(partition, epoch);
            }
        });
    }

    private SimulatedExecutor other(SimulatedExecutor executor) {
        return executors.get(1 - executor.number());
    }

    private static int home(Partition partition) {
        return partition.number() % EXECUTORS;
    }
}
