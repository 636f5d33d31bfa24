package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the drills of a policy are.
 *
 * @param handled the last due time that is dealt with; before the first, when its due times became what they are
 * @param unfinished the drill that was asked for and has not ended; null: none
 */
public record DrillProgress(Instant handled, @Nullable OperationId unfinished) {

    /** Nothing that was due until then runs any more. */
    DrillProgress notBefore(Instant instant) {
        return instant.isAfter(handled) ? new DrillProgress(instant, unfinished) : this;
    }

    /** After the end of an operation, whichever. */
    DrillProgress ended(OperationId operation) {
        return operation.equals(unfinished) ? new DrillProgress(handled, null) : this;
    }
}
