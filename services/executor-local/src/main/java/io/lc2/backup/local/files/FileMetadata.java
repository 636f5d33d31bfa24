package io.lc2.backup.local.files;

import io.lc2.backup.executor.spi.ObjectMetadata;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Content type and user metadata in an extended attribute: it is set before the file appears under its key, and goes where
 * the file goes. A file without one has no metadata.
 */
final class FileMetadata {

    private static final String ATTRIBUTE = "lc2.metadata";

    private FileMetadata() {}

    static ObjectMetadata read(Path file) throws IOException {
        byte[] stored = readRaw(file);
        return stored == null ? ObjectMetadata.NONE : parse(new String(stored, StandardCharsets.UTF_8));
    }

    static void write(Path file, ObjectMetadata metadata) throws IOException {
        if (!metadata.equals(ObjectMetadata.NONE)) {
            writeRaw(file, format(metadata).getBytes(StandardCharsets.UTF_8));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        byte[] stored = readRaw(from);
        if (stored != null) {
            writeRaw(to, stored);
        }
    }

    private static byte @Nullable [] readRaw(Path file) throws IOException {
        UserDefinedFileAttributeView view = view(file);
        if (view == null || !view.list().contains(ATTRIBUTE)) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.allocate(view.size(ATTRIBUTE));
        view.read(ATTRIBUTE, buffer);
        return buffer.array();
    }

    private static void writeRaw(Path file, byte[] stored) throws IOException {
        UserDefinedFileAttributeView view = view(file);
        if (view == null) {
            throw new IOException("extended attributes are not supported");
        }
        view.write(ATTRIBUTE, ByteBuffer.wrap(stored));
    }

    private static @Nullable UserDefinedFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** First line the content type, then a line per pair. */
    private static String format(ObjectMetadata metadata) {
        StringBuilder text = new StringBuilder(encode(metadata.contentType()));
        new TreeMap<>(metadata.userMetadata())
                .forEach((name, value) ->
                        text.append('\n').append(encode(name)).append('=').append(encode(value)));
        return text.toString();
    }

    private static ObjectMetadata parse(String text) {
        String[] lines = text.split("\n", -1);
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            pairs.put(decode(lines[i].substring(0, equals)), decode(lines[i].substring(equals + 1)));
        }
        return new ObjectMetadata(decode(lines[0]), pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
