package io.lc2.backup.catalog.archive;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as it was, byte for byte.
 *
 * @param offset where it was in its partition
 * @param timestamp its time in milliseconds, as its producer said
 * @param key its key; null when it had none
 * @param value its value; null when it had none
 * @param headers its headers, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes as they are; records of the log are never compared.
public record ArchivedRecord(
        long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {}
