package io.lc2.backup.domain.event;

import io.lc2.backup.domain.OperationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a drill has measured.
 *
 * @param backupId the backup it has proven
 * @param rto from the start of the drill until what was restored had passed its checks; waiting in the queue before and
 *     tearing down after it do not count
 * @param rpo how old the data of the backup was when the drill was accepted: what would have been lost; null when the check
 *     of the backup did not tell the instant of its data
 */
public record DrillResult(
        OperationId backupId, Duration rto, @Nullable Duration rpo) {

    public DrillResult {
        if (rto.isNegative() || (rpo != null && rpo.isNegative())) {
            throw new IllegalArgumentException("durations are not negative");
        }
    }
}
