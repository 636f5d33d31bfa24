package io.lc2.backup.standalone.background;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells one process from all others, also from a later one that was given the same id.
 *
 * @param pid process id
 * @param startedAt when the process started, as the system says
 */
record ProcessMark(long pid, Instant startedAt) {

    /** Corrections of the clock move the start times that the system computes. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), startOf(process).orElse(Instant.EPOCH));
    }

    /** Reads what {@link #toString} wrote; empty if it is something else. */
    static Optional<ProcessMark> parse(String text) {
        String[] parts = text.strip().split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(parts[0]), Instant.parse(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isIt);
    }

    @Override
    public String toString() {
        return pid + " " + startedAt;
    }

    private boolean isIt(ProcessHandle candidate) {
        return Duration.between(startedAt, startOf(candidate).orElse(Instant.MIN))
                        .abs()
                        .compareTo(TOLERANCE)
                <= 0;
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
