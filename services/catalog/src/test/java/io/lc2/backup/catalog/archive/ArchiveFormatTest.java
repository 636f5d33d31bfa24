package io.lc2.backup.catalog.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ArchiveFormatTest {

    /** What version 1 wrote. It is never changed; {@code -Dgolden.write} makes it where it is missing. */
    private static final Path GOLDEN = Path.of("src/test/resources/io/lc2/backup/catalog/archive/v1.avro");

    private static final ArchiveSlot SLOT = new ArchiveSlot("backup-events", "AbCdEfGhIjKlMnOpQrStUv", 3, 40);

    @Test
    void readsWhatVersion1Wrote() throws IOException, DamagedArchiveException {
        if (Boolean.getBoolean("golden.write") && Files.notExists(GOLDEN)) {
            Files.write(GOLDEN, ArchiveFormat.write(file()));
        }

        ArchiveFile read = ArchiveFormat.read(Files.readAllBytes(GOLDEN));

        assertThat(read).usingRecursiveComparison().isEqualTo(file());
    }

    @Test
    void readsWhatItWrites() throws DamagedArchiveException {
        ArchiveFile read = ArchiveFormat.read(ArchiveFormat.write(file()));

        assertThat(read).usingRecursiveComparison().isEqualTo(file());
    }

    @Test
    void takesNoDamagedByteForTheRecordsThatWereWritten() {
        byte[] good = ArchiveFormat.write(file());
        for (int at = 0; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x10;
            try {
                assertThat(ArchiveFormat.read(damaged))
                        .as("byte %d", at)
                        .usingRecursiveComparison()
                        .isEqualTo(file());
            } catch (DamagedArchiveException named) {
                assertThat(named).hasMessageStartingWith("It ");
            }
        }
    }

    @Test
    void refusesAFileThatWasCutOff() {
        byte[] good = ArchiveFormat.write(file());
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);

            assertThatThrownBy(() -> ArchiveFormat.read(cut)).isInstanceOf(DamagedArchiveException.class);
        }
    }

    @Test
    void namesFilesByTheHourOfTheirFirstRecord() {
        String key = SLOT.key(Instant.parse("2026-11-21T13:59:59.999Z").toEpochMilli());

        assertThat(key)
                .isEqualTo("_catalog/2026-11-21/13/backup-events-AbCdEfGhIjKlMnOpQrStUv-3-0000000000000000040.avro");
        assertThat(ArchiveSlot.of(key)).contains(SLOT);
        assertThat(ArchiveSlot.of("_catalog/2026-11-21/13/notes.txt")).isEmpty();
        assertThat(ArchiveSlot.of("acme/prd/backups/b/manifest.json")).isEmpty();
    }

    @Test
    void findsAPlaceForEveryTimestampThereCanBe() {
        for (long timestamp : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800_000L}) {
            assertThat(SLOT.key(timestamp)).startsWith("_catalog/1970-01-01/00/");
        }
        assertThat(ArchiveSlot.isLaterHour(3_600_000, 3_599_999)).isTrue();
        assertThat(ArchiveSlot.isLaterHour(3_599_999, 3_600_000)).isFalse();
        assertThat(ArchiveSlot.isLaterHour(Long.MAX_VALUE, 0)).isFalse();
    }

    private static ArchiveFile file() {
        Headers headers = new RecordHeaders().add("ce_id", "b-1-1".getBytes(UTF_8));
        headers.add("none", null);
        headers.add("ce_id", "again".getBytes(UTF_8));
        return new ArchiveFile(
                new ArchiveHead(
                        SLOT,
                        47,
                        0,
                        Instant.parse("2026-11-21T14:00:00.123Z"),
                        Map.of(7, "{\"type\":\"string\"}", 9, "")),
                List.of(
                        new ArchivedRecord(
                                41, 1_700_000_000_000L, "acme".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 7}, headers),
                        new ArchivedRecord(43, -1, null, null, new RecordHeaders())));
    }
}
