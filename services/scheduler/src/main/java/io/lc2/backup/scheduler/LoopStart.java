package io.lc2.backup.scheduler;

import io.lc2.backup.messaging.topics.TopicLayout;
import io.lc2.backup.scheduler.runtime.SchedulerRuntime;
import org.springframework.context.SmartLifecycle;

/** Starts the loop when the context is up: topics and schemas first, so that a stream thread never waits for them. */
final class LoopStart implements SmartLifecycle {

    private final SchedulerRuntime runtime;
    private final TopicLayout layout;
    private volatile boolean running;

    LoopStart(SchedulerRuntime runtime, TopicLayout layout) {
        this.runtime = runtime;
        this.layout = layout;
    }

    @Override
    public void start() {
        var made = runtime.bootstrap(layout);
        running = made != null;
        runtime.start();
    }

    @Override
    public void stop() {
        running = false;
        runtime.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
