package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.pool.PoolMark;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectMetadata;
import io.lc2.backup.executor.spi.ObjectWriter;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks a pass over a pool leaves to the next one, in {@code <project>/<environment>/objects-unneeded/<n>.gz}: a line
 * with name and time per object, by name, closed by a line that counts them. Each file is written once; the one with the
 * highest number counts. A damaged file is as good as none: its objects only wait longer.
 */
final class PoolMarks {

    static final String FOLDER = BackupFolder.OUT + "objects-unneeded/";

    private static final Logger LOG = LoggerFactory.getLogger(PoolMarks.class);
    private static final String END = "end";
    private static final int MOST_FILES = 1000;
    private static final ObjectMetadata FILE = new ObjectMetadata("application/gzip", Map.of());

    private final BackupFolder folder;
    private final Calls calls;
    private final List<String> files;

    /** Looks for the marks of an environment. */
    PoolMarks(BackupFolder folder, Calls calls) {
        this.folder = folder;
        this.calls = calls;
        String prefix = folder.key(FOLDER);
        this.files =
                calls
                        .attempts()
                        .call(prefix, () -> folder.store().list(folder.bucket(), prefix, "", MOST_FILES))
                        .entries()
                        .stream()
                        .map(ObjectEntry::key)
                        .toList();
    }

    /** What the last pass found; read to its end once before, so that nothing is believed of a damaged file. */
    Reader read() {
        if (files.isEmpty()) {
            return new Reader(null);
        }
        try (Reader whole = open()) {
            whole.forEachRemaining(mark -> {});
            return open();
        } catch (DamagedException e) {
            LOG.atWarn()
                    .addKeyValue("key", files.getLast())
                    .addKeyValue("reason", e.getMessage())
                    .log("The marks of unneeded objects are damaged; the time of grace begins anew");
            return new Reader(null);
        }
    }

    /** Begins the file after the newest. */
    Lines write() {
        return new Lines();
    }

    /** Removes the files there were. */
    void forget(FinalDeletion deletion) {
        deletion.objects(files);
    }

    /** Whether there are any files. */
    boolean any() {
        return !files.isEmpty();
    }

    private Reader open() {
        InputStream in = new ResumingRead(folder.store(), folder.bucket(), files.getLast(), calls);
        try {
            return new Reader(
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new DamagedException(e);
        }
    }

    private String nextKey() {
        String last = files.isEmpty()
                ? ""
                : files.getLast().substring(folder.key(FOLDER).length());
        int number = last.matches("\\d{6}\\.gz") ? Integer.parseInt(last, 0, 6, 10) : 0;
        return folder.key(FOLDER) + "%06d.gz".formatted(number + 1);
    }

    /** Marks in order of their names. */
    static final class Reader implements Iterator<PoolMark>, AutoCloseable {

        private final @Nullable BufferedReader lines;
        private @Nullable PoolMark next;
        private String lastName = "";
        private long count;

        private Reader(@Nullable BufferedReader lines) {
            this.lines = lines;
            this.next = advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public PoolMark next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            PoolMark mark = next;
            next = advance();
            return mark;
        }

        private @Nullable PoolMark advance() {
            if (lines == null) {
                return null;
            }
            try {
                String line = lines.readLine();
                int space = line == null ? -1 : line.indexOf(' ');
                if (line == null || space < 0) {
                    throw new DamagedException("it ends after " + count + " objects");
                }
                String name = line.substring(0, space);
                long number = Long.parseLong(line, space + 1, line.length(), 10);
                if (name.equals(END)) {
                    requireEnd(number);
                    return null;
                }
                if (!ObjectPool.isName(name) || name.compareTo(lastName) <= 0) {
                    throw new DamagedException("it names " + name + " after " + lastName);
                }
                lastName = name;
                count++;
                return new PoolMark(name, Instant.ofEpochMilli(number));
            } catch (IOException | NumberFormatException e) {
                throw new DamagedException(e);
            }
        }

        private void requireEnd(long said) throws IOException {
            if (said != count || lines == null || lines.read() >= 0) {
                throw new DamagedException("it holds " + count + " objects, its end says " + said);
            }
        }

        @Override
        public void close() {
            try {
                if (lines != null) {
                    lines.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Marks on their way to a file, which appears with {@link #commit} only. */
    final class Lines implements AutoCloseable {

        private @Nullable ObjectWriter object;
        private @Nullable Writer out;
        private long count;

        void add(PoolMark mark) {
            line(mark.name(), mark.since().toEpochMilli());
            count++;
        }

        long count() {
            return count;
        }

        /** Makes the file appear; nothing does when it would be empty. */
        void commit() {
            if (count == 0) {
                return;
            }
            line(END, count);
            try {
                if (out != null) {
                    out.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (object != null && !object.commit()) {
                throw new TransientProviderException(
                        FailureCode.SOURCE_CHANGED,
                        "Another attempt has looked through the same pool",
                        "Nothing; it is tried again.",
                        null);
            }
        }

        private void line(String name, long number) {
            try {
                if (out == null) {
                    object = folder.store().create(folder.bucket(), nextKey(), FILE, -1);
                    out = new BufferedWriter(
                            new OutputStreamWriter(new GZIPOutputStream(object.stream()), StandardCharsets.US_ASCII));
                }
                out.write(name + " " + number + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (object != null) {
                object.close();
            }
        }
    }

    /** The file is not what a pass has written. */
    private static final class DamagedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }

        DamagedException(Exception cause) {
            super(cause.toString(), cause);
        }
    }
}
