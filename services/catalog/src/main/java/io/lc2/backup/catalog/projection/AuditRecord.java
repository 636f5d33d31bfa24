package io.lc2.backup.catalog.projection;

/**
 * A record of backup-events on its way into the audit trail.
 *
 * @param partition where it lies
 * @param offset where in the partition
 * @param project the key of the record, which names the chain it belongs to
 * @param raw the value as it was read; empty when there is none
 * @param row what it says
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
record AuditRecord(int partition, long offset, String project, byte[] raw, AuditRow row) {}
