package io.lc2.backup.catalog.projection;

import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.event.BackupEvent;

/**
 * An event of backup-events that may change a policy.
 *
 * @param offset where it lies
 * @param policy which policy of the project of the event
 * @param event what happened
 */
record PolicyInput(long offset, PolicyId policy, BackupEvent event) {}
