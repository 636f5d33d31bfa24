package io.lc2.backup.catalog.codec;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.messaging.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where in the bytes of an entry the few fields are that a progress event changes, so that they can be replaced. Most
 * events are progress, an entry is large, and nearly all of its bytes stay the same. Found by following the schema; the
 * bytes after a replacement are those that writing the whole entry would give.
 */
final class EntryLayout {

    /** Confluent's frame: a zero byte and the id of the schema. */
    private static final int FRAME = 5;

    private static final Schema ENTRY = Topics.CATALOG.codec().schemas().getFirst();

    /** From one byte to before another. */
    private record Range(int begin, int end) {
        Range moved(int place, int by) {
            return begin > place ? new Range(begin + by, end + by) : this;
        }
    }

    private final byte[] bytes;
    private final Map<StepKind, Range> progress;
    private final Range version;
    private final Range updatedAt;

    private EntryLayout(byte[] bytes, Map<StepKind, Range> progress, Range version, Range updatedAt) {
        this.bytes = bytes;
        this.progress = progress;
        this.version = version;
        this.updatedAt = updatedAt;
    }

    /**
     * The layout of an entry; empty when it is not one of an accepted operation.
     *
     * @param bytes as {@link EntryFormat#write} made them; not to be changed afterwards
     */
    static Optional<EntryLayout> of(byte[] bytes) {
        try {
            return new Search(bytes).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes it is the layout of; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * The layout of the same entry after a progress event.
     *
     * @param step the step that came further
     * @param now where that step is
     * @param newVersion sequence of the event
     * @param at when it happened
     * @return empty when the entry has no such step
     */
    Optional<EntryLayout> progressed(StepKind step, StepState.Running now, long newVersion, Instant at) {
        Range place = progress.get(step);
        if (place == null) {
            return Optional.empty();
        }
        return Optional.of(replaced(place, encoded(now.progress(), now.checkpoint()))
                .replacedVersion(encoded(newVersion))
                .replacedTime(encoded(at.toEpochMilli())));
    }

    private EntryLayout replacedVersion(byte[] value) {
        return replaced(version, value);
    }

    private EntryLayout replacedTime(byte[] value) {
        return replaced(updatedAt, value);
    }

    private EntryLayout replaced(Range place, byte[] value) {
        int by = value.length - (place.end() - place.begin());
        byte[] changed = new byte[bytes.length + by];
        System.arraycopy(bytes, 0, changed, 0, place.begin());
        System.arraycopy(value, 0, changed, place.begin(), value.length);
        System.arraycopy(bytes, place.end(), changed, place.begin() + value.length, bytes.length - place.end());
        Map<StepKind, Range> steps = progress;
        if (by != 0) {
            steps = new EnumMap<>(progress);
            steps.replaceAll((kind, range) -> after(range, place, by));
        }
        return new EntryLayout(changed, steps, after(version, place, by), after(updatedAt, place, by));
    }

    private static Range after(Range range, Range changed, int by) {
        return range.begin() == changed.begin()
                ? new Range(range.begin(), range.end() + by)
                : range.moved(changed.begin(), by);
    }

    private static byte[] encoded(Progress progress, @Nullable String checkpoint) {
        return encoded(encoder -> {
            encoder.writeIndex(1);
            encoder.writeLong(progress.bytesDone());
            encoder.writeLong(progress.bytesTotal());
            encoder.writeLong(progress.objectsDone());
            encoder.writeLong(progress.objectsTotal());
            encoder.writeIndex(checkpoint == null ? 0 : 1);
            if (checkpoint != null) {
                encoder.writeString(checkpoint);
            }
        });
    }

    private static byte[] encoded(long value) {
        return encoded(encoder -> encoder.writeLong(value));
    }

    @FunctionalInterface
    private interface Writing {
        void to(BinaryEncoder encoder) throws IOException;
    }

    private static byte[] encoded(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(EncoderFactory.get().directBinaryEncoder(out, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Follows the schema through the bytes. */
    private static final class Search {
        private final byte[] bytes;
        private final BinaryDecoder decoder;
        private final Map<StepKind, Range> progress = new EnumMap<>(StepKind.class);
        private @Nullable Range version;
        private @Nullable Range updatedAt;

        Search(byte[] bytes) {
            this.bytes = bytes;
            this.decoder = DecoderFactory.get().binaryDecoder(bytes, FRAME, bytes.length - FRAME, null);
        }

        Optional<EntryLayout> find() throws IOException {
            for (Schema.Field field : ENTRY.getFields()) {
                if (field.name().equals("operation")) {
                    Schema operation = field.schema().getTypes().get(decoder.readIndex());
                    if (operation.getType() != Schema.Type.RECORD) {
                        return Optional.empty();
                    }
                    operation(operation);
                    break;
                }
                GenericDatumReader.skip(field.schema(), decoder);
            }
            return version == null || updatedAt == null
                    ? Optional.empty()
                    : Optional.of(new EntryLayout(bytes, progress, version, updatedAt));
        }

        private void operation(Schema schema) throws IOException {
            for (Schema.Field field : schema.getFields()) {
                switch (field.name()) {
                    case "steps" -> steps(field.schema().getElementType());
                    case "version" -> version = skipped(field.schema());
                    case "updatedAt" -> updatedAt = skipped(field.schema());
                    default -> GenericDatumReader.skip(field.schema(), decoder);
                }
            }
        }

        private void steps(Schema schema) throws IOException {
            for (long left = decoder.readArrayStart(); left > 0; left = decoder.arrayNext()) {
                for (long step = 0; step < left; step++) {
                    step(schema);
                }
            }
        }

        /** Progress and checkpoint lie side by side. */
        private void step(Schema schema) throws IOException {
            StepKind kind = null;
            Range found = null;
            for (Schema.Field field : schema.getFields()) {
                switch (field.name()) {
                    case "step" ->
                        kind = StepKind.valueOf(field.schema().getEnumSymbols().get(decoder.readEnum()));
                    case "progress" -> found = skipped(field.schema());
                    case "checkpoint" ->
                        found = new Range(
                                found == null ? position() : found.begin(),
                                skipped(field.schema()).end());
                    default -> GenericDatumReader.skip(field.schema(), decoder);
                }
            }
            if (kind != null && found != null) {
                progress.put(kind, found);
            }
        }

        private Range skipped(Schema schema) throws IOException {
            int begin = position();
            GenericDatumReader.skip(schema, decoder);
            return new Range(begin, position());
        }

        private int position() throws IOException {
            return bytes.length - decoder.inputStream().available();
        }
    }
}
