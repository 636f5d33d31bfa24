package io.lc2.backup.chaos;

import io.lc2.backup.chaos.fault.FaultKind;
import io.lc2.backup.chaos.fault.Injection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A field of the matrix that was visited.
 *
 * @param cell which
 * @param operation the operation whose step was waited for
 * @param injection what was broken
 * @param recovery until the operation went on; null if it had ended by then, or does not depend on what was broken
 */
record Visit(
        Cell cell,
        String operation,
        Injection injection,
        @Nullable Duration recovery) {

    /** Whether operations stand still meanwhile. */
    boolean hitsOperations() {
        return cell.fault() != FaultKind.CATALOG_DB;
    }
}
