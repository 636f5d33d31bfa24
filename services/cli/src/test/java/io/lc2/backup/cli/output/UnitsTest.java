package io.lc2.backup.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048524, 1023.9 KiB",
        "1048575, 1.0 MiB",
        "1503238553, 1.4 GiB",
        "9223372036854775807, 8.0 EiB"
    })
    void readsBytes(long bytes, String text) {
        assertThat(Units.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0ms",
        "PT0.64S, 640ms",
        "PT12.39S, 12.3s",
        "PT59.99S, 59.9s",
        "PT1M5S, 1m 05s",
        "PT2H3M59S, 2h 03m",
        "PT76H, 3d 04h"
    })
    void readsDurations(Duration duration, String text) {
        assertThat(Units.duration(duration)).isEqualTo(text);
    }
}
