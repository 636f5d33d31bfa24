package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.executor.spi.PermanentProviderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartSizesTest {

    private static final int PART = 8 << 20;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, PART - 1, PART, 100L << 20, 80L << 30, 5L << 40})
    void fitsAnObjectOfKnownSizeIntoTenThousandParts(long bytes) {
        PartSizes sizes = new PartSizes(PART, bytes);
        long sent = 0;
        int parts = 0;
        while (sent < bytes) {
            sent += sizes.next();
            parts++;
        }

        assertThat(parts).isLessThanOrEqualTo(10_000);
    }

    @Test
    void takesASmallBufferForASmallObject() {
        assertThat(new PartSizes(PART, 100).next()).isEqualTo(100);
        assertThat(new PartSizes(PART, 0).next()).isEqualTo(1);
    }

    @Test
    void growsWithAStreamOfUnknownSizeAndRefusesTheImpossible() {
        PartSizes sizes = new PartSizes(PART, -1);
        assertThat(sizes.next()).isEqualTo(PART);
        long total = PART;
        int last = PART;
        for (int i = 1; i < 10_000; i++) {
            last = sizes.next();
            total += last;
        }

        assertThat(last).isEqualTo(64 << 20);
        assertThat(total).isGreaterThan(500L << 30);
        assertThatThrownBy(sizes::next).isInstanceOf(PermanentProviderException.class);
    }
}
