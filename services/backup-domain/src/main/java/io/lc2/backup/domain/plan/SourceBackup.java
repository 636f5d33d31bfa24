package io.lc2.backup.domain.plan;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Ordered;
import io.lc2.backup.domain.Provider;
import java.util.Set;

/**
 * The recovery point an operation reads or removes.
 *
 * @param backupId the backup
 * @param environment where it was taken
 * @param application what was backed up
 * @param provider who made it and where its data lies
 * @param components what it holds
 * @param bytes its size as stored
 * @param objects objects in its library
 * @param manifestSha256 checksum of its manifest
 */
public record SourceBackup(
        OperationId backupId,
        String environment,
        Application application,
        Provider provider,
        Set<Component> components,
        long bytes,
        long objects,
        String manifestSha256) {

    public SourceBackup {
        components = Ordered.set(Component.class, components);
    }
}
