package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.executor.worker.WorkOrder;
import io.lc2.backup.executor.worker.Workers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Workers that do nothing but remember. */
final class RecordingWorkers implements Workers {

    final List<WorkOrder> started = new ArrayList<>();
    final List<StepAttempt> stopped = new ArrayList<>();
    final Set<StepAttempt> alive = new HashSet<>();

    @Override
    public void start(WorkOrder order) {
        started.add(order);
    }

    @Override
    public void stop(StepAttempt attempt) {
        stopped.add(attempt);
    }

    @Override
    public boolean runs(StepAttempt attempt) {
        return alive.contains(attempt);
    }

    List<StepAttempt> startedAttempts() {
        return started.stream().map(WorkOrder::attempt).toList();
    }
}
