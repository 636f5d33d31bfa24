package io.lc2.backup.catalog.policies;

import io.lc2.backup.domain.catalog.PolicyEntry;

/**
 * A row of the table of policies.
 *
 * @param entry what is known
 * @param version offset in backup-events of the last event that changed it
 */
public record PolicyRow(PolicyEntry entry, long version) {}
