package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;

/**
 * One kind of work. It is idempotent and resumable: it may be run again at any time, by another process, after a crash at
 * any instant, while an older attempt still runs; it observes, then acts, and names everything after the operation.
 */
public interface Step {

    /** Which step of a plan this carries out. */
    StepKind kind();

    /**
     * Does the work; blocks the calling virtual thread.
     *
     * @param context what to work on
     * @return what later steps, manifest and catalog need of it
     * @throws ProviderException when it could not be done
     * @throws StepStoppedException when it was told to stop
     */
    StepResult run(StepContext context);
}
