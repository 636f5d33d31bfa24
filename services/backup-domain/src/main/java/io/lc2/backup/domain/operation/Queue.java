package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.event.OperationEvent.OperationStarted;
import io.lc2.backup.domain.operation.OperationState.Queued;
import java.util.HashSet;
import java.util.Set;

/**
 * Starts queued operations in order of acceptance as far as the limits allow. An operation that waits for its
 * environment or for a slot does not hold back one that waits for neither.
 */
final class Queue {

    private final Limits limits;

    Queue(Limits limits) {
        this.limits = limits;
    }

    void startWhatMay(Draft draft) {
        Set<String> taken = new HashSet<>();
        int backups = 0;
        for (OperationState state : draft.state().inOrder()) {
            if (state.active()) {
                backups += backup(state);
                take(taken, state);
            }
        }
        for (OperationState state : draft.state().inOrder()) {
            // A removal that must not begin neither takes its environment nor stands in front of others.
            if (state instanceof Queued && Deletions.mayBegin(draft, state)) {
                boolean free = draft.free().allow(kind(state)) && backups + backup(state) <= limits.backupsPerProject();
                boolean mayStart = free && !blocked(taken, state);
                // Whoever comes later for the same environment waits behind this one, started or not.
                take(taken, state);
                if (mayStart) {
                    backups += backup(state);
                    start(draft, state);
                }
            }
        }
    }

    private static void start(Draft draft, OperationState state) {
        OperationId id = state.operation().first().operationId();
        draft.takeSlot(state);
        draft.happened(id, OperationStarted::new);
        Progression.advance(draft, id);
    }

    private static int backup(OperationState state) {
        return kind(state) == OperationKind.BACKUP ? 1 : 0;
    }

    /** Backups, restores and purges of one environment exclude one another; verifications and drills only read. */
    private static boolean blocked(Set<String> taken, OperationState state) {
        return writes(state) && taken.contains(state.operation().first().environment());
    }

    private static void take(Set<String> taken, OperationState state) {
        if (writes(state)) {
            taken.add(state.operation().first().environment());
        }
    }

    private static boolean writes(OperationState state) {
        return !state.operation().subject().onlyReads();
    }

    private static OperationKind kind(OperationState state) {
        return state.operation().first().kind();
    }
}
