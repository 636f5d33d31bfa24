package io.lc2.backup.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes what is read on to somebody else as well, so that data is looked at while it streams. Large reads only. */
final class TeeInputStream extends InputStream {

    private final InputStream source;
    private final OutputStream also;

    TeeInputStream(InputStream source, OutputStream also) {
        this.source = source;
        this.also = also;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = source.read(bytes, offset, length);
        if (count > 0) {
            also.write(bytes, offset, count);
        }
        return count;
    }
}
