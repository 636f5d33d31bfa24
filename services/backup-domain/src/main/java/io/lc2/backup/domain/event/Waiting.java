package io.lc2.backup.domain.event;

/**
 * What an operation waits for, with the limit that holds it back as it is configured.
 *
 * @param reason what for
 * @param limit how many may be at work at once; 0 where nothing is counted
 */
public record Waiting(QueueReason reason, int limit) {

    /** The same for people. */
    public String text() {
        return switch (reason) {
            case ENVIRONMENT_BUSY -> "another operation works on its environment or has waited longer for it";
            case PROJECT_LIMIT -> "backups of its project at work at once: " + limit + " at most";
            case EXECUTOR_LIMIT ->
                "operations of its kind at work at once on the executor: " + limit + " at most, in turn by project";
        };
    }
}
