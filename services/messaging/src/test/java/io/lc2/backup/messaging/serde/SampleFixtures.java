package io.lc2.backup.messaging.serde;

import io.lc2.backup.messaging.sample.SampleDropped;
import io.lc2.backup.messaging.sample.SampleKind;
import io.lc2.backup.messaging.sample.SamplePart;
import io.lc2.backup.messaging.sample.SampleTaken;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

final class SampleFixtures {

    static final String TOPIC = "backup-events";
    static final UUID ID = UUID.fromString("0195f3a2-7c1e-7000-8000-0123456789ab");

    private SampleFixtures() {}

    static SampleTaken taken() {
        return SampleTaken.newBuilder()
                .setId(ID)
                .setAt(Instant.parse("2026-11-21T07:00:00.123Z"))
                .setName("Straße + 100% 🎈")
                .setBytes(Long.MAX_VALUE)
                .setRatio(0.1)
                .setKept(true)
                .setKind(SampleKind.PARTIAL)
                .setParts(List.of(new SamplePart("a/b.txt", ByteBuffer.wrap(new byte[] {1, 2, 3}))))
                .setLabels(Map.of("tier", "gold"))
                .setEndedAt(Instant.parse("1969-12-31T23:59:59.999Z"))
                .setNote(null)
                .build();
    }

    static SampleDropped dropped() {
        return new SampleDropped(ID, "expired");
    }
}
