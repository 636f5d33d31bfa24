package io.lc2.backup.local.postgres;

import io.lc2.backup.local.postgres.archive.ArchiveListener;
import io.lc2.backup.local.postgres.archive.TableOfContents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/**
 * A second opinion on an archive's table of contents: {@code pg_restore --list} reads it from the same stream we do, without
 * touching a database.
 */
final class ContentsListing implements ArchiveListener, AutoCloseable {

    private final Program program;
    private final FutureTask<Long> listed = new FutureTask<>(this::countData);
    private boolean refused;

    private ContentsListing(Program program) {
        this.program = program;
    }

    static ContentsListing start(Tool tool, Background.Stop stop) throws IOException {
        Program program = Program.start(List.of(tool.path().toString(), "--list"), Map.of(), Program.Streams.BOTH);
        stop.onStop(program::kill);
        ContentsListing listing = new ContentsListing(program);
        Thread.ofPlatform().daemon().name("lc2-listing").start(listing.listed);
        return listing;
    }

    @Override
    public void head(byte[] bytes, int offset, int length) {
        if (refused) {
            return;
        }
        try {
            program.input().write(bytes, offset, length);
        } catch (IOException e) {
            // It has ended; its exit code tells why, and we read on to know what is wrong ourselves.
            refused = true;
        }
    }

    @Override
    public void contents(TableOfContents contents) {
        try {
            program.input().close();
        } catch (IOException e) {
            refused = true;
        }
    }

    /**
     * Tells whether it was read and has the same number of tables with data.
     *
     * @param checks gets the result
     */
    void check(TableOfContents contents, DumpChecks checks) {
        int code = program.awaitEnd();
        if (code != 0) {
            throw checks.failed(
                    DumpChecks.CONTENTS_LISTED, "pg_restore --list ended with " + code + ": " + program.errors(), null);
        }
        long count = await();
        checks.require(
                DumpChecks.CONTENTS_LISTED,
                count == contents.withData(),
                "pg_restore lists " + count + " of " + contents.withData() + " entries with data, "
                        + contents.entries().size() + " entries in all");
    }

    @Override
    public void close() {
        program.close();
    }

    private long await() {
        try {
            return listed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a listing was read", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Cannot read what pg_restore lists", e.getCause());
        }
    }

    /** A line is {@code id; catalog-id object-id KIND schema name owner}. */
    private long countData() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(program.output(), StandardCharsets.UTF_8))) {
            long count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count += isData(line) ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(String line) {
        return line.matches("\\d+; \\d+ \\d+ (TABLE DATA|BLOBS) .*");
    }
}
