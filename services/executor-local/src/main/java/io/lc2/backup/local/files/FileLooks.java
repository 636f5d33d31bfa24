package io.lc2.backup.local.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many files, several at once: what a listing costs is that the system is asked for each. A folder of a few files is
 * looked at by the calling thread alone.
 */
final class FileLooks {

    private static final int BATCH = 200;
    private static final int MOST_AT_ONCE = 4;

    private final Look look;
    private final Consumer<FileWalk.Found> found;
    private final Deque<FutureTask<List<FileWalk.Found>>> running = new ArrayDeque<>();
    private List<Path> batch = new ArrayList<>();

    /**
     * Begins.
     *
     * @param look called by several threads at once
     * @param found called by the thread of {@link #add} and {@link #end}
     */
    FileLooks(Look look, Consumer<FileWalk.Found> found) {
        this.look = look;
        this.found = found;
    }

    /** What is at a path. */
    interface Look {

        /** Null when there is nothing to be listed. */
        FileWalk.@Nullable Found at(Path path) throws IOException;
    }

    void add(Path path) throws IOException {
        if (batch.size() == BATCH) {
            if (running.size() == MOST_AT_ONCE) {
                take(running.remove());
            }
            FutureTask<List<FileWalk.Found>> task = task();
            running.add(task);
            Thread.ofVirtual().name("files-look").start(task);
        }
        batch.add(path);
    }

    /** Looks at the last ones and waits for all. */
    void end() throws IOException {
        FutureTask<List<FileWalk.Found>> last = task();
        last.run();
        while (!running.isEmpty()) {
            take(running.remove());
        }
        take(last);
    }

    private FutureTask<List<FileWalk.Found>> task() {
        List<Path> paths = batch;
        batch = new ArrayList<>(BATCH);
        return new FutureTask<>(() -> lookAt(paths));
    }

    private List<FileWalk.Found> lookAt(List<Path> paths) throws IOException {
        List<FileWalk.Found> seen = new ArrayList<>(paths.size());
        for (Path path : paths) {
            FileWalk.Found one = look.at(path);
            if (one != null) {
                seen.add(one);
            }
        }
        return seen;
    }

    /** A look is short and cannot be interrupted, so the wait for it is not either. */
    private void take(FutureTask<List<FileWalk.Found>> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get().forEach(found);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw asThrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException asThrown(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> new IOException(e);
        };
    }
}
