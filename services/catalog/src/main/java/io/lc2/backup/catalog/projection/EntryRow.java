package io.lc2.backup.catalog.projection;

import io.lc2.backup.catalog.codec.EntryVersion;
import io.lc2.backup.domain.catalog.CatalogEntry;

/**
 * A record of backup-catalog, decoded once.
 *
 * @param entry what it says
 * @param version how new it is
 * @param bytes the record as it was read
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on as it is, never compared.
record EntryRow(CatalogEntry entry, EntryVersion version, byte[] bytes) {}
