package io.lc2.backup.domain.retention;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import java.util.List;

/**
 * What is to become of one recovery point, with every reason for it in the order of {@link ReasonCode}: what keeps it
 * first, what explains it after that. Whether it is kept follows from the reasons, so the two cannot disagree.
 *
 * @param id the point
 * @param at its time
 * @param reasons at least one
 */
public record Verdict(OperationId id, Instant at, List<Reason> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict on " + id + " needs a reason");
        }
    }

    /** Whether the point stays; otherwise it may be soft-deleted. */
    public boolean keep() {
        return reasons.stream().anyMatch(reason -> reason.code().keeps());
    }
}
