package io.lc2.backup.chaos.workload;

import io.lc2.backup.domain.event.BackupEvent;
import java.time.Instant;

/**
 * An event, and when it was seen.
 *
 * @param event as committed
 * @param arrived by the clock of this machine, which is also that of the executors
 */
public record Seen(BackupEvent event, Instant arrived) {}
