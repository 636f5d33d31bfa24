package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.Injection;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.workload.Workload.Reached;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An outage of something the executors do not need, while other things break. */
final class BackgroundOutage {

    private static final Duration READY_BOUND = Duration.ofMinutes(2);

    private final CompletableFuture<Visit> visit;

    private BackgroundOutage(CompletableFuture<Visit> visit) {
        this.visit = visit;
    }

    static BackgroundOutage begin(Stage stage, Cell cell, Reached at) {
        CompletableFuture<Visit> visit = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("background-outage").start(() -> {
            try {
                Injection injection = stage.faults.inject(cell.fault(), at);
                long mended = System.nanoTime();
                boolean ready = Patience.await(READY_BOUND, stage.catalog::ready);
                Duration took = Duration.ofNanos(System.nanoTime() - mended);
                visit.complete(new Visit(cell, at.operation(), injection, ready ? took : READY_BOUND));
            } catch (InterruptedException | ChaosException e) {
                visit.completeExceptionally(e);
            }
        });
        return new BackgroundOutage(visit);
    }

    /** Waits until it is over and what was broken is used again. */
    Visit visit() {
        try {
            return visit.join();
        } catch (CompletionException e) {
            throw new ChaosException("An outage in the background did not end well", e);
        }
    }
}
