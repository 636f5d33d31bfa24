package io.lc2.backup.domain.request;

import io.lc2.backup.domain.OperationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A restore somebody asks for.
 *
 * @param backupId recovery point to restore from
 * @param targetEnvironment environment to restore into; new databases and buckets are made for it. Empty for a drill, which
 *     has a scratch target of its own and no environment
 * @param restoreType which part
 * @param pointInTime exact instant to restore to; null means the backup's own
 * @param dryRun stop after checking the backup and naming what would be done
 * @param sanitize remove personal data before the target is reachable
 * @param prefixes key prefixes of a selective restore
 * @param tables tables of a selective restore
 * @param confirmDestructive consent to overwrite
 * @param drill restore into a scratch target, check, measure, and remove everything again
 */
public record RestoreRequest(
        OperationId backupId,
        String targetEnvironment,
        RestoreType restoreType,
        @Nullable Instant pointInTime,
        boolean dryRun,
        boolean sanitize,
        List<String> prefixes,
        List<String> tables,
        boolean confirmDestructive,
        boolean drill) {

    public RestoreRequest {
        prefixes = List.copyOf(prefixes);
        tables = List.copyOf(tables);
    }

    /** A drill of a backup. */
    public static RestoreRequest drillOf(OperationId backupId) {
        return new RestoreRequest(
                backupId, "", RestoreType.FULL, null, false, false, List.of(), List.of(), false, true);
    }
}
