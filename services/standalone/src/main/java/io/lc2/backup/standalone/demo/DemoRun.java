package io.lc2.backup.standalone.demo;

import io.lc2.backup.standalone.platform.Platform;
import io.lc2.backup.standalone.platform.PlatformSettings;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a demo leaves behind if nobody cleans up: a running platform and a directory. */
final class DemoRun implements AutoCloseable {

    private final DemoDirectory directory;
    private @Nullable Platform platform;
    private boolean closed;

    DemoRun(DemoDirectory directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory.path();
    }

    Platform start(Consumer<String> begins) throws InterruptedException {
        Platform started = Platform.start(PlatformSettings.disposable(directory.path()), begins);
        adopt(started);
        return started;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (platform != null) {
            platform.close();
            platform = null;
        }
        directory.close();
    }

    /** A platform that got ready while the process was already ending is closed at once. */
    private synchronized void adopt(Platform started) {
        if (closed) {
            started.close();
        } else {
            platform = started;
        }
    }
}
