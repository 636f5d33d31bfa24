package io.lc2.backup.local.s3;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;

/**
 * How large the parts of one upload are. There can be 10,000 of them: when the size is known they are made to suit, when it
 * is not they grow, so that memory stays small for small streams and large streams still fit.
 */
final class PartSizes {

    private static final int MOST_PARTS = 10_000;
    /** Parts after which unknown streams get larger ones: 8 GB in parts of 8 MiB, then 16 GB in parts of 16 MiB, … */
    private static final int GROW_AFTER = 1000;

    private static final int LARGEST_GROWTH = 3;

    private final int partBytes;
    private final long expectedBytes;
    private int parts;

    PartSizes(int partBytes, long expectedBytes) {
        this.partBytes = partBytes;
        this.expectedBytes = expectedBytes;
    }

    /** The size of the next part. */
    int next() {
        parts++;
        if (parts > MOST_PARTS) {
            throw new PermanentProviderException(
                    FailureCode.NOT_SUPPORTED,
                    "the object needs more than " + MOST_PARTS + " parts",
                    "A stream whose length nobody knows beforehand can have 490 GiB: leave out what need not be in it.",
                    null);
        }
        if (expectedBytes < 0) {
            return partBytes << Math.min(LARGEST_GROWTH, (parts - 1) / GROW_AFTER);
        }
        if (parts == 1 && expectedBytes < partBytes) {
            // A stream that turns out longer than it said goes on in ordinary parts.
            return (int) Math.max(1, expectedBytes);
        }
        long needed = expectedBytes / (MOST_PARTS - GROW_AFTER) + 1;
        return (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(partBytes, needed));
    }
}
