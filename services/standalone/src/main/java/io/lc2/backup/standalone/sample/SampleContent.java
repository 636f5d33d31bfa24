package io.lc2.backup.standalone.sample;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.SplittableRandom;

/**
 * The bytes of a sample object, made while they are read: prose, records of JSON, or noise as in a compressed picture.
 * The same object always has the same bytes.
 */
final class SampleContent extends InputStream {

    private static final int CHUNK = 64 << 10;

    private final Prose prose;
    private final SplittableRandom random;
    private final boolean text;
    private final boolean json;
    private byte[] chunk = new byte[0];
    private int position;
    private long remaining;

    SampleContent(Prose prose, SampleObject object) {
        this.prose = prose;
        this.random = new SplittableRandom(object.seed());
        this.json = object.contentType().endsWith("json");
        this.text = json || object.contentType().startsWith("text/");
        this.remaining = object.size();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        if (position == chunk.length) {
            chunk = next();
            position = 0;
        }
        int count = (int) Math.min(remaining, Math.min(length, chunk.length - position));
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        remaining -= count;
        return count;
    }

    private byte[] next() {
        if (!text) {
            byte[] noise = new byte[(int) Math.min(CHUNK, remaining)];
            random.nextBytes(noise);
            return noise;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK + 1_000);
        if (json) {
            SampleJson json = new SampleJson(prose, random);
            while (out.size() < Math.min(CHUNK, remaining)) {
                json.record(out);
                out.write('\n');
            }
        } else {
            prose.text(random, (int) Math.min(CHUNK, remaining), out);
        }
        return out.toByteArray();
    }
}
