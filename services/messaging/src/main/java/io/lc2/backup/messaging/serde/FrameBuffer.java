package io.lc2.backup.messaging.serde;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One thread's reusable bytes and encoder. Not thread-safe. */
final class FrameBuffer extends OutputStream {

    private static final int FIRST_BYTES = 1024;

    // A rare large record must not keep its memory in every thread for ever.
    private static final int KEPT_BYTES = 256 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private @Nullable BinaryEncoder encoder;

    /** The framed record as a new array. */
    byte[] frame(int schemaId, SpecificDatumWriter<SpecificRecord> writer, SpecificRecord datum) throws IOException {
        begin(schemaId);
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(this, encoder);
        // Only a finished record's encoder is kept: one that failed half-way still holds bytes.
        encoder = null;
        writer.write(datum, out);
        out.flush();
        encoder = out;
        byte[] result = Arrays.copyOf(bytes, size);
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
        return result;
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    private void begin(int schemaId) {
        bytes[0] = WireFrame.MAGIC;
        bytes[1] = (byte) (schemaId >>> 24);
        bytes[2] = (byte) (schemaId >>> 16);
        bytes[3] = (byte) (schemaId >>> 8);
        bytes[4] = (byte) schemaId;
        size = WireFrame.HEADER_BYTES;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
