package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.StartReason;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.operation.StepState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The scan of open operations after an assignment. Nobody knows then which attempts still run, so each is replaced under a
 * higher number (design §5, rule 3), and each operation is asked once, which names its times again. It reads page by page and
 * hands out one input at a time: whoever stops early goes on where they stopped.
 */
final class Recovery {

    private final ProjectStores stores;
    private final Silence silence;
    private final int pageSize;
    private final Deque<Due> found = new ArrayDeque<>();
    private @Nullable String scannedTo;
    private boolean scanned;
    private int attempts;

    Recovery(ProjectStores stores, Silence silence, int pageSize) {
        this.stores = stores;
        this.silence = silence;
        this.pageSize = pageSize;
    }

    /**
     * The next input; null when everything was looked at.
     *
     * @param seen told of every open operation once, before the first input about it
     */
    @Nullable Due next(BiConsumer<ProjectId, OperationState> seen) {
        while (found.isEmpty() && !scanned) {
            scan(seen);
        }
        return found.poll();
    }

    /** Number of attempts found at work. */
    int attempts() {
        return attempts;
    }

    private void scan(BiConsumer<ProjectId, OperationState> seen) {
        List<KeyValue<String, OperationState>> page = stores.page(scannedTo, pageSize);
        for (KeyValue<String, OperationState> entry : page) {
            OperationState state = entry.value;
            ProjectId project = state.operation().first().project();
            OperationId id = state.operation().first().operationId();
            seen.accept(project, state);
            state.operation().steps().forEach((step, is) -> {
                StepAttempt attempt = new StepAttempt(project, id, step, is.attempt());
                if (is instanceof StepState.Running && !silence.expects(attempt)) {
                    attempts++;
                    found.add(new Due(project, new Input.AttemptLost(attempt, StartReason.REASSIGNED)));
                }
            });
            found.add(new Due(project, new Input.TimePassed(id)));
            scannedTo = entry.key;
        }
        scanned = page.size() < pageSize;
    }
}
