package io.lc2.backup.local.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void countsExactlyWhateverIsBesideALineEnd() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            long expected = 0;
            for (int at = 0; at < bytes.length; at++) {
                // Bytes around the line end's, with and without the high bit, are where such counters go wrong.
                bytes[at] = (byte) (random.nextInt(2) * 0x80 + 8 + random.nextInt(5));
                expected += bytes[at] == '\n' ? 1 : 0;
            }
            Lines lines = new Lines();
            int cut = random.nextInt(bytes.length + 1);

            lines.add(bytes, 0, cut);
            lines.add(bytes, cut, bytes.length - cut);

            assertThat(lines.rows() + 3).isEqualTo(expected);
        }
    }

    @Test
    void isCompleteOnlyAfterTheEndMark() {
        byte[] bytes = "a\n\\.\n\n\n".getBytes(StandardCharsets.US_ASCII);
        Lines lines = new Lines();
        for (int at = 0; at < bytes.length; at++) {
            assertThat(lines.isComplete()).isFalse();
            lines.add(bytes, at, 1);
        }

        assertThat(lines.isComplete()).isTrue();
        assertThat(lines.rows()).isEqualTo(1);
    }
}
