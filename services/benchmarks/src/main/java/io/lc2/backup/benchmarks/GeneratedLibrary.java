package io.lc2.backup.benchmarks;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.executor.spi.ObjectEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BinaryOperator;

/**
 * A document library that follows from a number, and what a backup of it holds. Only the order of the stored names cannot be
 * computed; it is in a file that another process has made, so that serving a listing takes no memory here.
 */
final class GeneratedLibrary implements AutoCloseable {

    static final String BUCKET = "library";
    static final OperationId BACKUP = new OperationId("b-library");

    /** 32 bytes of a name, 4 of the number of its object. */
    private static final int RECORD = 36;

    private static final int NAME = 32;
    private static final int PER_FOLDER = 1_000;
    private static final int LARGEST = 1_024;
    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

    private final int objects;
    private final FileChannel names;

    GeneratedLibrary(int objects, Path names) throws IOException {
        this.objects = objects;
        this.names = FileChannel.open(names, StandardOpenOption.READ);
    }

    /**
     * Writes the stored names of all objects in their order; takes memory.
     *
     * @param pathOf where an object goes, by key and etag
     */
    static void writeNames(int objects, Path file, BinaryOperator<String> pathOf) throws IOException {
        byte[][] records = new byte[objects][];
        for (int n = 0; n < objects; n++) {
            String path = pathOf.apply(key(n), etag(n));
            byte[] name = HexFormat.of().parseHex(path.substring(path.lastIndexOf('/') + 1));
            records[n] = ByteBuffer.allocate(RECORD).put(name).putInt(n).array();
        }
        Arrays.sort(records, Arrays::compareUnsigned);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (byte[] record : records) {
                out.write(record);
            }
        }
    }

    int objects() {
        return objects;
    }

    static ObjectEntry entry(int n, String key) {
        return new ObjectEntry(key, 1 + n % LARGEST, etag(n), MODIFIED);
    }

    static String key(int n) {
        return "20097/%05d/%08d größe/1.0".formatted(n / PER_FOLDER, n);
    }

    /** The number of the first object whose key comes after this one. */
    int after(String key) {
        int low = 0;
        int high = objects;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key(middle).compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of the object with this key; negative when there is none. */
    int numberOf(String key) {
        int before = after(key) - 1;
        return before >= 0 && key(before).equals(key) ? before : -1;
    }

    /** A stored name, {@code <two digits>/<digits>}, and its object. */
    record Stored(String path, int number) {}

    /** The stored name at a place in the order of names. */
    Stored stored(int place) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        while (record.hasRemaining()) {
            if (names.read(record, (long) place * RECORD + record.position()) < 0) {
                throw new IOException("the file of names is shorter than " + objects + " names");
            }
        }
        String name = HexFormat.of().formatHex(record.array(), 0, NAME);
        return new Stored(name.substring(0, 2) + "/" + name, record.getInt(NAME));
    }

    /** The place of the first stored name after this one. */
    int placeAfter(String path) throws IOException {
        int low = 0;
        int high = objects;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stored(middle).path().compareTo(path) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public void close() throws IOException {
        names.close();
    }

    private static String etag(int n) {
        return "etag-" + n;
    }
}
