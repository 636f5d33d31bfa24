package io.lc2.backup.standalone.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Writes rows of one table in the text format of PostgreSQL's COPY, in buffers of a bounded size. */
final class CopyRows implements AutoCloseable {

    private static final int FLUSH_AT = 256 << 10;
    private static final HexFormat HEX = HexFormat.of();

    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * FLUSH_AT);
    private boolean firstColumn = true;

    /** @param target table and columns, as {@code Counter (name, currentId)} */
    CopyRows(CopyManager copies, String target) throws SQLException {
        this.copy = copies.copyIn("copy " + target + " from stdin");
    }

    CopyRows add(long value) {
        return plain(Long.toString(value));
    }

    CopyRows add(double value) {
        return plain(Double.toString(value));
    }

    CopyRows add(boolean value) {
        return plain(value ? "t" : "f");
    }

    CopyRows add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds UTF-8 text. */
    CopyRows add(byte[] text) {
        separate();
        for (byte b : text) {
            switch (b) {
                case '\\' -> escape('\\');
                case '\n' -> escape('n');
                case '\t' -> escape('t');
                case '\r' -> escape('r');
                default -> buffer.write(b);
            }
        }
        return this;
    }

    CopyRows addBlob(byte[] blob) {
        return plain("\\\\x" + HEX.formatHex(blob));
    }

    CopyRows addNull() {
        return plain("\\N");
    }

    void endRow() throws SQLException {
        buffer.write('\n');
        firstColumn = true;
        if (buffer.size() >= FLUSH_AT) {
            flush();
        }
    }

    /** Ends the COPY if all rows were written, else takes it back. */
    @Override
    public void close() throws SQLException {
        if (firstColumn) {
            flush();
            copy.endCopy();
        } else {
            copy.cancelCopy();
        }
    }

    private CopyRows plain(String value) {
        separate();
        buffer.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private void separate() {
        if (!firstColumn) {
            buffer.write('\t');
        }
        firstColumn = false;
    }

    private void escape(char symbol) {
        buffer.write('\\');
        buffer.write(symbol);
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toByteArray();
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.reset();
    }
}
