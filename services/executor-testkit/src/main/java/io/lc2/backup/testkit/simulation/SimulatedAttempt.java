package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.TransientProviderException;
import io.lc2.backup.executor.worker.WorkOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt at work, call by call; it behaves as {@code StepWorkers} has a step behave. */
final class SimulatedAttempt {

    /** A blocked call gets this long to notice a stop. */
    private static final long INTERRUPT_AFTER = 5_000;

    /** The longest a new attempt waits for an older one in this process. */
    private static final long OVERLAP = 10_000;

    /** Data takes longer than questions. */
    private static final long LONGEST_TRANSFER = 3_000;

    private final SimulatedWorkers workers;
    private final WorkOrder order;
    private final Program program;
    private final long overlapEnds;
    private boolean working = true;
    private boolean stopping;
    private long stoppingSince;
    private int call;

    SimulatedAttempt(SimulatedWorkers workers, WorkOrder order, Program program, long now) {
        this.workers = workers;
        this.order = order;
        this.program = program;
        this.overlapEnds = now + OVERLAP;
    }

    StepAttempt id() {
        return order.attempt();
    }

    OperationKind kind() {
        return order.operation().first().kind();
    }

    boolean working() {
        return working;
    }

    void stop(long now) {
        if (!stopping) {
            stopping = true;
            stoppingSince = now;
        }
    }

    /** Waits for older attempts of the step in this process, then begins. */
    void begin(List<SimulatedAttempt> older) {
        boolean wait = older.stream().anyMatch(SimulatedAttempt::working);
        if (wait && !stopping && workers.now() < overlapEnds) {
            workers.later(1_000, () -> begin(older));
        } else {
            goOn();
        }
    }

    void beat(long now) {
        if (working && stopping && now >= stoppingSince + INTERRUPT_AFTER) {
            call++;
            end(new StepReport.Stopped(id()));
        }
        if (working) {
            workers.tell(progress());
        }
    }

    private StepReport.Progressed progress() {
        return new StepReport.Progressed(
                id(), new Progress(program.made(), Progress.UNKNOWN, 0, Progress.UNKNOWN), program.checkpoint());
    }

    private void goOn() {
        if (stopping || workers.overslept()) {
            end(new StepReport.Stopped(id()));
            return;
        }
        Program.Call next = program.next();
        if (next == null) {
            end(new StepReport.Succeeded(id(), program.result()));
        } else {
            call(next);
        }
    }

    private void call(Program.Call made) {
        int number = ++call;
        workers.trace(made.name(), this);
        Fault fault = workers.nextCallFault(made.writes());
        long takes = made.writes() ? workers.between(100, LONGEST_TRANSFER) : workers.between(20, 500);
        if (fault == null) {
            exchange(made, number, takes, false, null);
            return;
        }
        switch (fault.kind()) {
            case CRASH_BEFORE_CALL -> workers.crash(fault.millis());
            case CRASH_AFTER_CALL -> {
                happen(made, false);
                workers.crash(fault.millis());
            }
            case THROTTLED -> answer(number, 30, transientFailure(FailureCode.THROTTLED));
            case NO_ANSWER -> answer(number, 4_000, transientFailure(FailureCode.CONNECTION_FAILED));
            case TIMEOUT_AFTER_SUCCESS ->
                exchange(made, number, takes, false, transientFailure(FailureCode.CONNECTION_FAILED));
            case STUCK -> workers.later(fault.millis(), () -> stuckNoMore(made, number));
            case DAMAGED -> exchange(made, number, takes, true, null);
            default ->
                answer(
                        number,
                        takes,
                        new PermanentProviderException(FailureCode.PERMISSION_DENIED, "no", "Ask.", null));
        }
    }

    /** The provider carries the call out half-way through, whatever becomes of the caller meanwhile. */
    private void exchange(
            Program.Call made, int number, long takes, boolean damaged, @Nullable ProviderException instead) {
        Outcome outcome = new Outcome(instead);
        workers.outside(takes / 2, () -> {
            ProviderException failure = happen(made, damaged);
            if (outcome.failure == null) {
                outcome.failure = failure;
            }
        });
        workers.later(instead == null ? takes : takes + 3_000, () -> answered(number, outcome.failure));
    }

    private void stuckNoMore(Program.Call made, int number) {
        if (number == call && working) {
            answered(number, happen(made, false));
        }
    }

    private static @Nullable ProviderException happen(Program.Call made, boolean damaged) {
        try {
            made.effect().happen(damaged);
            return null;
        } catch (ProviderException failure) {
            return failure;
        }
    }

    private void answer(int number, long takes, ProviderException failure) {
        workers.later(takes, () -> answered(number, failure));
    }

    private void answered(int number, @Nullable ProviderException failure) {
        if (number != call || !working) {
            return;
        }
        if (failure == null) {
            goOn();
        } else if (stopping) {
            end(new StepReport.Stopped(id()));
        } else {
            Failure text = failure.toFailure(id().step().component());
            end(new StepReport.Failed(
                    id(),
                    new Failure(
                            text.code(),
                            text.component(),
                            text.message() + LogChecks.FAILED_ATTEMPT + id().number(),
                            text.nextStep())));
        }
    }

    private void end(StepReport report) {
        working = false;
        workers.tell(progress());
        workers.conclude(this, report);
    }

    private static TransientProviderException transientFailure(FailureCode code) {
        return new TransientProviderException(code, "not now", "It is tried again.", null);
    }

    /** What the caller will learn. */
    private static final class Outcome {
        private @Nullable ProviderException failure;

        Outcome(@Nullable ProviderException failure) {
            this.failure = failure;
        }
    }
}
