package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.Progress;
import java.util.Optional;

/**
 * The line between a running step and the loop. Heartbeats are sent by the loop itself while the step runs; a step only
 * says how far it is and asks, at least once a second, whether it may go on. Thread-safe.
 */
public interface StepControl {

    /** Where an earlier attempt left off, in the form this step wrote it; empty when it starts anew. */
    Optional<String> checkpoint();

    /**
     * Says how far the step is. Cheap: only the newest value is sent, about once a second.
     *
     * @param progress done of a known total
     */
    void progress(Progress progress);

    /**
     * Says where a later attempt can go on.
     *
     * @param checkpoint at most 16 KiB of text that only this kind of step reads
     */
    void saveCheckpoint(String checkpoint);

    /**
     * Leaves the step when it was told to stop or its attempt is no longer the current one.
     *
     * @throws StepStoppedException when the step has to end
     */
    void stopIfAsked();
}
