package io.lc2.backup.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lc2.backup.executor.spi.PermanentProviderException;
import org.junit.jupiter.api.Test;

class PartSizesTest {

    private static final int MIB = 1024 * 1024;

    @Test
    void tenThousandPartsHoldTheLargestObject() {
        long largest = 5L << 40;

        assertThat(sum(new PartSizes(8 * MIB, largest), 10_000)).isGreaterThan(largest);
    }

    @Test
    void partsOfAKnownSizeStaySmallAsLongAsTheyCan() {
        assertThat(new PartSizes(8 * MIB, 512L * MIB).next()).isEqualTo(8 * MIB);
    }

    @Test
    void aSmallObjectTakesNoMoreThanItsSize() {
        PartSizes sizes = new PartSizes(8 * MIB, 16_000);

        assertThat(sizes.next()).isEqualTo(16_000);
        assertThat(sizes.next()).as("it is longer than it said").isEqualTo(8 * MIB);
        assertThat(new PartSizes(8 * MIB, 0).next()).isEqualTo(1);
    }

    @Test
    void partsOfAnUnknownSizeGrow() {
        PartSizes sizes = new PartSizes(8 * MIB, -1);

        assertThat(sum(sizes, 1000)).isEqualTo(8000L * MIB);
        assertThat(sizes.next()).isEqualTo(16 * MIB);
        assertThat(sum(sizes, 8_999)).isGreaterThan(500_000_000_000L);
        assertThatThrownBy(sizes::next).isInstanceOf(PermanentProviderException.class);
    }

    private static long sum(PartSizes sizes, int parts) {
        long sum = 0;
        for (int i = 0; i < parts; i++) {
            sum += sizes.next();
        }
        return sum;
    }
}
