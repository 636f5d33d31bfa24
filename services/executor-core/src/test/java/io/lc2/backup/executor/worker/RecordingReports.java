package io.lc2.backup.executor.worker;

import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.messaging.headers.TraceParent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reports that arrive nowhere but here. */
final class RecordingReports implements Reports {

    final List<StepReport> all = new CopyOnWriteArrayList<>();

    @Override
    public void tell(StepReport.Progressed heartbeat, @Nullable TraceParent trace) {
        all.add(heartbeat);
    }

    @Override
    public boolean conclude(StepReport result, @Nullable TraceParent trace) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        all.add(result);
        return true;
    }

    List<StepReport.Progressed> heartbeats() {
        return all.stream()
                .filter(StepReport.Progressed.class::isInstance)
                .map(StepReport.Progressed.class::cast)
                .toList();
    }

    List<StepReport> results() {
        return all.stream()
                .filter(report -> !(report instanceof StepReport.Progressed))
                .toList();
    }
}
