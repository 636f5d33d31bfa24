package io.lc2.backup.catalog.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class AnyTimestampTest {

    private final AnyTimestamp extractor = new AnyTimestamp();

    @Test
    void neverEndsTheThread() {
        assertThat(extractor.extract(at(1_000), 500)).isEqualTo(1_000);
        assertThat(extractor.extract(at(-1), 500)).isEqualTo(500);
        assertThat(extractor.extract(at(-1), -1)).isZero();
    }

    @Test
    void isTheOneTheFoldUses() {
        try (StoreMemory memory = new StoreMemory(DataSize.ofMegabytes(8), DataSize.ofMegabytes(4))) {
            assertThat(new FoldConfig("a", Path.of("s"), 1, Duration.ofMillis(1), "", DataSize.ofMegabytes(1))
                            .properties(Map.of(), memory))
                    .containsEntry(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AnyTimestamp.class);
        }
    }

    private static ConsumerRecord<Object, Object> at(long timestamp) {
        return new ConsumerRecord<>(
                "backup-events",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "acme",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}
