package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.catalog.CatalogEntry;

/** Entries as bytes: in the store, on the topic backup-catalog and in PostgreSQL they are the same. Thread-safe. */
public interface EntryFormat {

    /** The bytes of an entry; equal entries give equal bytes. */
    byte[] write(CatalogEntry entry);

    /**
     * The entry of bytes that were written by {@link #write}.
     *
     * @throws org.apache.kafka.common.errors.SerializationException when they were not
     */
    CatalogEntry read(byte[] bytes);
}
