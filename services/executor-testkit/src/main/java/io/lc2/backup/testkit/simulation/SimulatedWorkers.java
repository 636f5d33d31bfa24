package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.worker.WorkOrder;
import io.lc2.backup.executor.worker.WorkerSettings;
import io.lc2.backup.executor.worker.Workers;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers of one life of a process, with the times of the real ones. */
final class SimulatedWorkers implements Workers {

    private static final long HEARTBEAT = WorkerSettings.DEFAULT.heartbeat().toMillis();
    private static final long LEASE = WorkerSettings.DEFAULT.lease().toMillis();

    private final World world;
    private final SimulatedExecutor executor;
    private final Map<StepAttempt, SimulatedAttempt> running = new LinkedHashMap<>();
    private long awake;

    SimulatedWorkers(World world, SimulatedExecutor executor) {
        this.world = world;
        this.executor = executor;
        this.awake = world.timeline().now();
    }

    void startBeating() {
        executor.later(HEARTBEAT, this::pulse);
    }

    @Override
    public void start(WorkOrder order) {
        StepAttempt id = order.attempt();
        if (running.containsKey(id)) {
            return;
        }
        List<SimulatedAttempt> older = running.values().stream()
                .filter(other -> olderAttempt(other.id(), id))
                .toList();
        older.forEach(attempt -> attempt.stop(now()));
        SimulatedAttempt attempt =
                new SimulatedAttempt(this, order, world.programs().of(order), now());
        running.put(id, attempt);
        later(1, () -> attempt.begin(older));
    }

    @Override
    public void stop(StepAttempt id) {
        SimulatedAttempt attempt = running.get(id);
        if (attempt != null) {
            attempt.stop(now());
        }
    }

    @Override
    public boolean runs(StepAttempt attempt) {
        return running.containsKey(attempt);
    }

    boolean idle() {
        return running.isEmpty();
    }

    /** Threads at work for operations of a kind. */
    int threads(OperationKind kind) {
        return (int) running.values().stream()
                .filter(attempt -> attempt.kind() == kind)
                .count();
    }

    boolean overslept() {
        return now() > awake + LEASE;
    }

    long now() {
        return world.timeline().now();
    }

    long between(long from, long to) {
        return world.timeline().between(from, to);
    }

    void later(long millis, Runnable what) {
        executor.later(millis, what);
    }

    /** Something a process has set off and can no longer call back; when it dies, it may or may not happen. */
    void outside(long millis, Runnable what) {
        int life = executor.life();
        boolean happensAnyway = world.timeline().chance(0.5);
        world.timeline().after(millis, () -> {
            if (happensAnyway || executor.life() == life) {
                what.run();
            }
        });
    }

    void trace(String what, SimulatedAttempt attempt) {
        StepAttempt id = attempt.id();
        world.trace("call", executor.number() + " " + id.operationId() + " " + id.step() + " " + what, id.number());
    }

    @Nullable Fault nextCallFault(boolean writes) {
        Fault fault = world.faults().next(Trigger.CALL);
        if (fault == null || (fault.kind() == FaultKind.DAMAGED && !writes)) {
            return null;
        }
        world.strike(fault);
        return fault;
    }

    void crash(long backAfter) {
        world.cluster().crash(executor, backAfter);
    }

    void tell(StepReport.Progressed heartbeat) {
        executor.send(heartbeat, delivered -> {});
    }

    /** Sends a result; the attempt counts as running until it is known what became of it. */
    void conclude(SimulatedAttempt attempt, StepReport report) {
        executor.send(report, delivered -> running.remove(attempt.id(), attempt));
    }

    private void pulse() {
        if (overslept()) {
            running.values().forEach(attempt -> attempt.stop(now()));
        }
        awake = now();
        List.copyOf(running.values()).forEach(attempt -> attempt.beat(now()));
        executor.later(HEARTBEAT, this::pulse);
    }

    private static boolean olderAttempt(StepAttempt one, StepAttempt than) {
        return one.project().equals(than.project())
                && one.operationId().equals(than.operationId())
                && one.step() == than.step()
                && one.number() < than.number();
    }
}
