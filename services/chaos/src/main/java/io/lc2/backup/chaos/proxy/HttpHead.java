package io.lc2.backup.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request or an answer, kept as it came: what is signed must not change on the way.
 *
 * @param first the request line or the status line
 * @param fields the header lines
 */
record HttpHead(String first, List<String> fields) {

    private static final int LONGEST = 64 * 1024;

    HttpHead {
        fields = List.copyOf(fields);
    }

    /** Reads one; null at the end of the stream. */
    static @Nullable HttpHead read(BufferedInputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        int length = first.length();
        String field = line(in);
        while (field != null && !field.isEmpty()) {
            fields.add(field);
            length += field.length();
            if (length > LONGEST) {
                throw new IOException("a head of more than " + LONGEST + " bytes");
            }
            field = line(in);
        }
        if (field == null) {
            throw new EOFException("the head is cut off");
        }
        return new HttpHead(first, fields);
    }

    /** The value of a header, empty if it is not there. */
    String field(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        for (String field : fields) {
            if (field.toLowerCase(Locale.ROOT).startsWith(start)) {
                return field.substring(start.length()).strip();
            }
        }
        return "";
    }

    /** The same without a header. */
    HttpHead without(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return new HttpHead(
                first,
                fields.stream()
                        .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith(start))
                        .toList());
    }

    String method() {
        return first.substring(0, Math.max(0, first.indexOf(' ')));
    }

    /** Path and query of a request, as sent. */
    String target() {
        int from = first.indexOf(' ') + 1;
        int to = first.indexOf(' ', from);
        return to < 0 ? first.substring(from) : first.substring(from, to);
    }

    /** Status of an answer. */
    int status() throws IOException {
        try {
            return Integer.parseInt(first.substring(9, 12));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("no status line: " + first, e);
        }
    }

    boolean chunked() {
        return field("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** Bytes of the body; -1 when nobody says. */
    long contentLength() throws IOException {
        String value = field("Content-Length");
        try {
            return value.isEmpty() ? -1 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length: " + value, e);
        }
    }

    /** Whether the body of an answer ends with the connection. */
    boolean endless() throws IOException {
        return contentLength() < 0 && !chunked();
    }

    boolean closes() {
        return field("Connection").equalsIgnoreCase("close");
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(first).append("\r\n");
        fields.forEach(field -> text.append(field).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A line without its end; null at the end of the stream. */
    static @Nullable String line(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                bytes.write(next);
            }
            if (bytes.size() > LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " bytes");
            }
            next = in.read();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
