package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that was asked for and has not ended.
 *
 * @param backupId the backup it makes
 * @param due its due time
 * @param finishBy when it is to be cancelled; null: never, or it was already
 */
public record UnfinishedRun(
        OperationId backupId, Instant due, @Nullable Instant finishBy) {}
