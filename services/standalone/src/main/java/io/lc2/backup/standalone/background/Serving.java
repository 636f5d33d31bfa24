package io.lc2.backup.standalone.background;

import io.lc2.backup.standalone.platform.Platform;
import io.lc2.backup.standalone.platform.PlatformSettings;
import io.lc2.backup.standalone.platform.StandaloneException;
import java.lang.ref.Reference;
import java.util.concurrent.CountDownLatch;

/** The background process itself: the platform on a data directory, until it is told to end. */
public final class Serving {

    private final DataDirectory data;

    public Serving(DataDirectory data) {
        this.data = data;
    }

    /**
     * Runs until the process gets a signal.
     *
     * @throws StandaloneException if another process runs on the directory
     */
    public void run() throws InterruptedException {
        data.prepare();
        AutoCloseable lock = data.lock()
                .orElseThrow(() ->
                        new StandaloneException("Another process runs on " + data.root() + "; see  ./lc2 status"));
        data.write(ProcessMark.of(ProcessHandle.current()));
        CountDownLatch ended = new CountDownLatch(1);
        Platform platform = Platform.start(PlatformSettings.lasting(data.root(), data.executorSettings()));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("lc2-stop").unstarted(() -> {
                    platform.close();
                    data.forget();
                    ended.countDown();
                }));
        data.write(platform.addresses());
        try {
            ended.await();
        } finally {
            // Never given back: it ends with the process, when all in it has ended, and not by the garbage collector.
            Reference.reachabilityFence(lock);
        }
    }
}
