package io.lc2.backup.scheduler.streams;

import java.time.Duration;

/** Is told how late each run was asked for. Called by stream threads; must not block. */
@FunctionalInterface
public interface Lateness {

    /** A run was asked for so long after its start. */
    void fired(Duration late);
}
