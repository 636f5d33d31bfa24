package io.lc2.backup.domain.event;

/** What an operation waits for in the queue: stable names, part of the contract. Add, never rename. */
public enum QueueReason {
    /** Another operation that writes to its environment is at work, or has waited longer. */
    ENVIRONMENT_BUSY,
    /** As many backups of its project as may are at work. */
    PROJECT_LIMIT,
    /** As many operations of its kind as may are at work on the executor, or other projects have waited longer. */
    EXECUTOR_LIMIT
}
