package io.lc2.backup.local.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A range of a file; breaks when the file was written to meanwhile, for then it is a mixture of two versions. */
final class VersionedInput extends InputStream {

    private final Path path;
    private final FileVersion version;
    private final FileChannel channel;
    private long left;
    private boolean checked;

    VersionedInput(Path path, FileVersion version, FileChannel channel, long length) {
        this.path = path;
        this.version = version;
        this.channel = channel;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = left == 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(left, length)));
        left -= Math.max(0, n);
        if (n < 0 || left == 0) {
            requireUnchanged();
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A file that was removed or replaced meanwhile was still read whole; one that was written to in place was not. */
    private void requireUnchanged() throws IOException {
        if (!checked) {
            checked = true;
            FileVersion now = FileVersion.read(path);
            if (left > 0 || (now != null && !now.etag().equals(version.etag()))) {
                throw new IOException("the file changed while it was read");
            }
        }
    }
}
