package io.lc2.backup.embedded;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts children that are bound to their parent; see {@link ChildProcess#boundToParent}. */
public final class BoundProcess {

    private BoundProcess() {}

    /**
     * Starts a process from a thread that waits until it has ended: the kernel signals a child when the thread that made it
     * ends, which is not what its parent dying means.
     *
     * @param name what the thread is called after
     * @throws IOException when it cannot be started
     */
    public static Process start(String name, ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(name + "-child").start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException e) {
                started.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw new IOException("cannot start " + name, e.getCause());
        }
    }
}
