package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.executor.streams.ExecutorParts;
import io.lc2.backup.executor.streams.PartitionLoop;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import java.time.Instant;
import java.util.List;

/**
 * The loop of one partition in one process: reads some records or ticks, then commits reading positions, stores and what
 * was written in one transaction, unless somebody newer owns the partition.
 */
final class SimulatedTask {

    private static final long TICK = World.TICK.toMillis();

    /** Time between the end of the work of a transaction and its commit. */
    private static final long LONGEST_COMMIT = 8;

    private final World world;
    private final SimulatedExecutor executor;
    private final Partition partition;
    private final PartitionLoop loop;
    private final WatchedRules rules;
    private long epoch;
    private TaskStores stores;
    private TaskContext context;
    private int commandsRead;
    private int signalsRead;
    private int round;
    private boolean open;
    private boolean polling;
    private boolean committing;

    SimulatedTask(World world, SimulatedExecutor executor, Partition partition, long epoch) {
        this.world = world;
        this.executor = executor;
        this.partition = partition;
        this.epoch = epoch;
        this.stores = TaskStores.of(partition);
        this.context = new TaskContext(partition.number(), stores, executor::clock);
        this.rules = new WatchedRules(world, executor);
        this.loop = new PartitionLoop(
                new ExecutorParts(
                        World.CAPABILITIES,
                        world.scenario().limits(),
                        World.RETRIES,
                        world.scenario().grace(),
                        executor.slots(),
                        executor.workers(),
                        world.loopSettings(),
                        world.timeline().random(),
                        () -> Instant.ofEpochMilli(executor.clock())),
                rules);
    }

    Partition partition() {
        return partition;
    }

    /** Whether somebody newer owns the partition. */
    boolean stale() {
        return epoch != partition.epoch();
    }

    boolean isOpen() {
        return open;
    }

    Iterable<OperationState> operations() {
        return stores.operations().contents();
    }

    /** Begins a life with what is committed now. */
    void open() {
        stores = TaskStores.of(partition);
        context = new TaskContext(partition.number(), stores, executor::clock);
        commandsRead = partition.commandsRead();
        signalsRead = partition.signalsRead();
        open = true;
        committing = false;
        polling = false;
        int mine = ++round;
        loop.init(context);
        executor.later(world.timeline().between(1, TICK), () -> tick(mine));
        wake();
    }

    void close() {
        if (open) {
            open = false;
            loop.close();
        }
    }

    void wake() {
        if (open && !polling && !committing && (moreCommands() || moreSignals())) {
            polling = true;
            int mine = round;
            executor.later(world.timeline().between(1, 15), () -> poll(mine));
        }
    }

    /** Commits what is open and lets go, as in a rebalance among the living. */
    void handOver() {
        if (committing) {
            committing = false;
            commit();
        }
        close();
    }

    private boolean current(int mine) {
        return open && mine == round;
    }

    private void poll(int mine) {
        if (!current(mine)) {
            return;
        }
        polling = false;
        if (committing) {
            return;
        }
        long most = world.timeline().between(1, 3);
        for (int i = 0; i < most && (moreCommands() || moreSignals()); i++) {
            read();
            world.checks().decided(executor, context.outputs());
        }
        endTransaction();
    }

    private void read() {
        boolean command = moreCommands() && (!moreSignals() || world.timeline().chance(0.5));
        if (command) {
            loop.command(partition.commands().get(commandsRead++));
        } else {
            signal(partition.signals().get(signalsRead++));
        }
    }

    private void signal(Signal signal) {
        boolean stale = signal instanceof Signal.ReportSignal && !isCurrent(signal.attempt());
        int before = context.outputs().size();
        loop.signal(asDelivered(signal));
        if (stale) {
            List<Object> outputs = context.outputs();
            world.checks().staleReport(signal.attempt(), outputs.subList(before, outputs.size()));
        }
    }

    private boolean isCurrent(StepAttempt attempt) {
        OperationState state = stores.operations().get(attempt.project() + "/" + attempt.operationId());
        return state != null
                && state.operation().step(attempt.step()) instanceof StepState.Running running
                && running.attempt() == attempt.number();
    }

    private void tick(int mine) {
        if (!current(mine)) {
            return;
        }
        if (committing) {
            executor.later(LONGEST_COMMIT, () -> tick(mine));
            return;
        }
        context.tick();
        world.checks().decided(executor, context.outputs());
        if (!context.outputs().isEmpty()) {
            endTransaction();
        }
        executor.later(TICK, () -> tick(mine));
    }

    private void endTransaction() {
        committing = true;
        int mine = round;
        executor.later(world.timeline().between(0, LONGEST_COMMIT), () -> {
            if (current(mine) && committing) {
                committing = false;
                tryCommit();
            }
        });
    }

    private void tryCommit() {
        Fault fault = context.outputs().isEmpty() ? null : world.faults().next(Trigger.COMMIT);
        if (fault == null) {
            commit();
            return;
        }
        world.strike(fault);
        switch (fault.kind()) {
            case CRASH_BEFORE_COMMIT -> world.cluster().crash(executor, fault.millis());
            case CRASH_AFTER_COMMIT -> {
                commit();
                world.cluster().crash(executor, fault.millis());
            }
            default -> {
                close();
                executor.later(fault.millis(), this::reopen);
            }
        }
    }

    private void reopen() {
        if (executor.tasks().get(partition.number()) == this && !stale()) {
            epoch = partition.assignTo(executor.number());
            open();
        }
    }

    private void commit() {
        if (stale()) {
            world.trace("fenced", executor.number() + " partition", partition.number());
            close();
            executor.tasks().remove(partition.number(), this);
            return;
        }
        TaskStores.Changes changes = stores.commitTo(partition);
        partition.read(commandsRead, signalsRead);
        List<Object> written = List.copyOf(context.outputs());
        context.outputs().clear();
        world.checks().committed(partition, executor, written, changes);
        world.cluster().wake(partition);
        wake();
    }

    private boolean moreCommands() {
        return commandsRead < partition.commands().size();
    }

    private boolean moreSignals() {
        return signalsRead < partition.signals().size();
    }

    /** With the mutation, a report counts for whatever attempt is the current one. */
    private Signal asDelivered(Signal signal) {
        if (world.mutation() != Mutation.DROP_ATTEMPT_CHECK || !(signal instanceof Signal.ReportSignal said)) {
            return signal;
        }
        StepAttempt id = said.attempt();
        OperationState state = stores.operations().get(id.project() + "/" + id.operationId());
        if (state == null || !(state.operation().step(id.step()) instanceof StepState.Running running)) {
            return signal;
        }
        StepAttempt now = new StepAttempt(id.project(), id.operationId(), id.step(), running.attempt());
        StepReport report = switch (said.report()) {
            case StepReport.Progressed r -> new StepReport.Progressed(now, r.progress(), r.checkpoint());
            case StepReport.Succeeded r -> new StepReport.Succeeded(now, r.result());
            case StepReport.Failed r -> new StepReport.Failed(now, r.failure());
            case StepReport.Stopped r -> new StepReport.Stopped(now);
        };
        return new Signal.ReportSignal(report, said.at());
    }
}
