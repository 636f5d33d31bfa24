package io.lc2.backup.domain.recovery;

import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.Ordered;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.request.Retention;
import java.time.Instant;
import java.util.Set;

/**
 * A completed backup as data. Verification, lifecycle and hold are axes of their own, never one enum.
 *
 * @param backupId the backup that made it
 * @param project whose
 * @param environment where it was taken
 * @param application what was backed up
 * @param provider where its data lies
 * @param dataTime T0: the instant the data is of
 * @param completedAt when the backup was complete
 * @param components what it holds
 * @param bytes size as stored
 * @param objects objects in its library
 * @param manifestSha256 lower-case hexadecimal checksum of the manifest
 * @param retention how long it is kept
 * @param verification how well it is proven
 * @param lifecycle whether its data is there
 * @param held whether a legal hold is on it
 */
public record RecoveryPoint(
        OperationId backupId,
        ProjectId project,
        String environment,
        Application application,
        Provider provider,
        Instant dataTime,
        Instant completedAt,
        Set<Component> components,
        long bytes,
        long objects,
        String manifestSha256,
        Retention retention,
        Verification verification,
        Lifecycle lifecycle,
        boolean held) {

    public RecoveryPoint {
        components = Ordered.set(Component.class, components);
    }

    /** What an operation on this point needs to know of it. */
    public SourceBackup source() {
        return new SourceBackup(
                backupId, environment, application, provider, components, bytes, objects, manifestSha256);
    }

    /** The same point, proven to another degree. */
    public RecoveryPoint verified(Verification now) {
        return new RecoveryPoint(
                backupId,
                project,
                environment,
                application,
                provider,
                dataTime,
                completedAt,
                components,
                bytes,
                objects,
                manifestSha256,
                retention,
                now,
                lifecycle,
                held);
    }

    /** The same point in another stage of its life. */
    public RecoveryPoint in(Lifecycle now) {
        return new RecoveryPoint(
                backupId,
                project,
                environment,
                application,
                provider,
                dataTime,
                completedAt,
                components,
                bytes,
                objects,
                manifestSha256,
                retention,
                verification,
                now,
                held);
    }
}
