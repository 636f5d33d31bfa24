package io.lc2.backup.catalog.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.testing.Fuzz;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ArchiveFormatFuzzTest {

    private static final ArchiveFile SOUND = new ArchiveFile(
            new ArchiveHead(
                    new ArchiveSlot("backup-events", "AbCdEfGhIjKlMnOpQrStUv", 3, 40),
                    42,
                    0,
                    Instant.EPOCH,
                    Map.of(7, "{\"type\":\"string\"}")),
            List.of(new ArchivedRecord(
                    40,
                    1_700_000_000_000L,
                    "acme".getBytes(UTF_8),
                    new byte[] {0, 0, 0, 0, 7, 1, 2, 3},
                    new RecordHeaders().add("ce_id", "b-1".getBytes(UTF_8)))));

    @Test
    void isTheFileThatWasWrittenOrNamedAsDamaged() {
        long inputs = Fuzz.from(List.of(ArchiveFormat.write(SOUND))).against(input -> {
            try {
                assertThat(ArchiveChecksum.of(ArchiveFormat.read(input))).isEqualTo(ArchiveChecksum.of(SOUND));
            } catch (DamagedArchiveException expected) {
                assertThat(expected).hasMessageStartingWith("It ");
            }
        });

        assertThat(inputs).isGreaterThan(1_000);
    }
}
