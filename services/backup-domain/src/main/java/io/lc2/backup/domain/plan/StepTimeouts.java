package io.lc2.backup.domain.plan;

import java.time.Duration;

/**
 * The longest one attempt of a step may take. A step that hangs is found by missing heartbeats within seconds; these are
 * the last resort against one that lives but never ends, so they are generous.
 */
final class StepTimeouts {

    private StepTimeouts() {}

    static Duration of(StepKind kind) {
        return switch (kind) {
            case DUMP_DATABASE, COPY_OBJECTS, RESTORE_DATABASE, RESTORE_OBJECTS -> Duration.ofHours(24);
            case VALIDATE_DATABASE, VALIDATE_OBJECTS, VALIDATE_RESTORE, VERIFY_BACKUP -> Duration.ofHours(12);
            case PURGE_BACKUP -> Duration.ofHours(12);
            case CLEAN_UP -> Duration.ofHours(1);
            case WRITE_MANIFEST, CHECK_BACKUP -> Duration.ofMinutes(10);
        };
    }
}
