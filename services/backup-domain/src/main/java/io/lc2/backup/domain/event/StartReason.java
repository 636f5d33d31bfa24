package io.lc2.backup.domain.event;

/** Why an attempt of a step was started. */
public enum StartReason {
    /** What it needs has succeeded. */
    READY,
    /** The attempt before it failed for a transient reason and the wait is over. */
    RETRY,
    /** The partition moved to another executor, which cannot know whether the old attempt still runs. */
    REASSIGNED,
    /** The attempt before it stopped sending heartbeats. */
    HEARTBEAT_LOST
}
