package io.lc2.backup.cli.process;

/** Exit codes: a contract with scripts. Add, never renumber. */
public enum ExitCode {
    /** Done as asked. */
    OK(0, "done as asked"),
    /** Something nobody foresaw, here or in a service. */
    UNEXPECTED(1, "unexpected failure"),
    /** The command line is wrong. */
    USAGE(2, "wrong usage"),
    /** The operation ended as Failed or Cancelled, so its result is missing or partial. */
    OPERATION_FAILED(3, "the operation failed, was cancelled or is partial"),
    /** No such backup, restore or project. */
    NOT_FOUND(4, "not found"),
    /** The service refused the request. */
    REFUSED(5, "the request was refused"),
    /** A service cannot be reached, or cannot reach what it needs. */
    UNREACHABLE(6, "a service cannot be reached"),
    /** {@code --timeout} is over; the operation goes on. */
    TIMEOUT(7, "the wait is over, the operation goes on"),
    /** Interrupted by Ctrl-C; the operation goes on. */
    INTERRUPTED(130, "interrupted, the operation goes on");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }

    /** What it means, for the help. */
    public String meaning() {
        return meaning;
    }
}
