package io.lc2.backup.executor.spi;

/** Thrown by {@link StepControl#stopIfAsked} to leave a step that was told to stop. Not a failure. */
public final class StepStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The step was told to stop. */
    public StepStoppedException() {
        super("the step was told to stop", null, false, false);
    }
}
