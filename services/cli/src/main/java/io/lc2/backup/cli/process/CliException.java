package io.lc2.backup.cli.process;

import java.util.List;

/** A command cannot go on; the person is told what happened and what to do next. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> details;
    private final String nextStep;

    /**
     * Says what happened.
     *
     * @param exitCode how the process ends
     * @param message what happened, one sentence
     * @param details further lines, may be empty
     * @param nextStep what to do about it; empty when there is nothing
     */
    public CliException(ExitCode exitCode, String message, List<String> details, String nextStep) {
        super(message);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
        this.nextStep = nextStep;
    }

    /** Says what happened, in one sentence, and what to do about it. */
    public CliException(ExitCode exitCode, String message, String nextStep) {
        this(exitCode, message, List.of(), nextStep);
    }

    /** How the process ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Further lines. */
    public List<String> details() {
        return details;
    }

    /** What to do about it; may be empty. */
    public String nextStep() {
        return nextStep;
    }
}
