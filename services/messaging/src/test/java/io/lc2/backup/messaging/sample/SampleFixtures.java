package io.lc2.backup.messaging.sample;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

public final class SampleFixtures {

    public static final String TOPIC = "backup-events";
    public static final UUID ID = UUID.fromString("0195f3a2-7c1e-7000-8000-0123456789ab");

    private SampleFixtures() {}

    public static SampleTaken taken() {
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

    public static SampleDropped dropped() {
        return new SampleDropped(ID, "expired");
    }

    /** Has the name of {@link SampleDropped} and a field that cannot be read as its. */
    public static GenericRecord incompatible() {
        Schema schema = SchemaBuilder.record(SampleDropped.class.getName())
                .fields()
                .requiredInt("id")
                .endRecord();
        GenericRecord record = new GenericData.Record(schema);
        record.put("id", 1);
        return record;
    }
}
