package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.executor.streams.ExecutorSlots;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A process that may die, stand still, and come back with nothing but what is committed. */
final class SimulatedExecutor {

    /** How long the producer of reports tries. */
    private static final long DELIVERY = 30_000;

    private final World world;
    private final int number;
    private final Map<Integer, SimulatedTask> tasks = new TreeMap<>();
    private final Map<Integer, Long> lastDelivery = new HashMap<>();
    private ExecutorSlots slots;
    private SimulatedWorkers workers;
    private boolean up = true;
    private long skew;
    private long frozenUntil;
    private int life;

    SimulatedExecutor(World world, int number) {
        this.world = world;
        this.number = number;
        this.slots = new ExecutorSlots(world.scenario().limits());
        this.workers = new SimulatedWorkers(world, this);
    }

    int number() {
        return number;
    }

    int life() {
        return life;
    }

    boolean up() {
        return up;
    }

    boolean frozen() {
        return world.timeline().now() < frozenUntil;
    }

    ExecutorSlots slots() {
        return slots;
    }

    SimulatedWorkers workers() {
        return workers;
    }

    Map<Integer, SimulatedTask> tasks() {
        return tasks;
    }

    void skewedBy(long millis) {
        skew = millis;
    }

    /** Now, as this process believes. */
    long clock() {
        return World.BEGIN.toEpochMilli() + world.timeline().now() + skew;
    }

    /** Does something later in this life; while the process stands still, as soon as it goes on. */
    void later(long millis, Runnable what) {
        int mine = life;
        world.timeline().after(millis, () -> run(mine, what));
    }

    private void run(int mine, Runnable what) {
        if (mine != life) {
            return;
        }
        if (frozen()) {
            world.timeline().after(frozenUntil - world.timeline().now(), () -> run(mine, what));
        } else {
            what.run();
        }
    }

    void die() {
        up = false;
        life++;
        frozenUntil = 0;
        tasks.clear();
        lastDelivery.clear();
    }

    void start() {
        up = true;
        slots = new ExecutorSlots(world.scenario().limits());
        workers = new SimulatedWorkers(world, this);
        workers.startBeating();
    }

    void freeze(long millis) {
        frozenUntil = world.timeline().now() + millis;
    }

    /** Takes a partition up with what is committed. */
    void open(Partition partition, long epoch) {
        SimulatedTask stale = tasks.remove(partition.number());
        if (stale != null) {
            stale.close();
        }
        SimulatedTask task = new SimulatedTask(world, this, partition, epoch);
        tasks.put(partition.number(), task);
        task.open();
    }

    /** Lets go of what others own by now. */
    void dropStale() {
        for (SimulatedTask task : List.copyOf(tasks.values())) {
            if (task.stale()) {
                task.close();
                tasks.remove(task.partition().number());
            }
        }
    }

    /** Hands a report over; those of one partition arrive in this order. */
    void send(StepReport report, Consumer<Boolean> delivered) {
        Fault fault = world.faults().next(Trigger.REPORT);
        if (fault != null) {
            world.strike(fault);
        }
        if (fault != null && fault.kind() == FaultKind.REPORT_LOST) {
            later(DELIVERY, () -> delivered.accept(false));
            return;
        }
        Partition partition = world.partitionOf(report.attempt().project());
        long now = world.timeline().now();
        long late = fault != null && fault.kind() == FaultKind.REPORT_DELAYED ? fault.millis() : 0;
        long at = Math.max(
                lastDelivery.getOrDefault(partition.number(), 0L),
                now + late + world.timeline().between(1, 20));
        lastDelivery.put(partition.number(), at);
        Signal.ReportSignal signal = new Signal.ReportSignal(report, Instant.ofEpochMilli(clock()));
        later(at - now, () -> {
            append(partition, signal);
            delivered.accept(true);
        });
        if (fault != null && fault.kind() == FaultKind.REPORT_DUPLICATED) {
            world.timeline().after(at - now + fault.millis(), () -> append(partition, signal));
        }
    }

    private void append(Partition partition, Signal.ReportSignal signal) {
        partition.signals().add(signal);
        world.cluster().wake(partition);
    }
}
