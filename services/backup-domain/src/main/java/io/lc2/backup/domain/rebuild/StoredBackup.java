package io.lc2.backup.domain.rebuild;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Ordered;
import io.lc2.backup.domain.request.BackupRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A complete backup as its manifest describes it.
 *
 * @param request what was backed up, as far as the manifest tells; retention and notes it does not tell
 * @param requestedAt when it was asked for
 * @param dataTime the instant the data is of
 * @param writtenAt when the manifest was written, which made it complete
 * @param components what it holds
 * @param bytes size as stored
 * @param objects objects in its library
 * @param manifestSha256 checksum of the manifest
 * @param checks validations made, all passed
 */
public record StoredBackup(
        BackupRequest request,
        Instant requestedAt,
        Instant dataTime,
        Instant writtenAt,
        Set<Component> components,
        long bytes,
        long objects,
        String manifestSha256,
        List<Check> checks) {

    public StoredBackup {
        components = Ordered.set(Component.class, components);
        checks = List.copyOf(checks);
    }
}
