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
import org.jspecify.annotations.Nullable;

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
 * @param purgeAfter when its data may be removed; null unless it is marked for that
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
        @Nullable Instant purgeAfter,
        boolean held) {

    public RecoveryPoint {
        components = Ordered.set(Component.class, components);
    }

    /** What an operation on this point needs to know of it. */
    public SourceBackup source() {
        return new SourceBackup(
                backupId, environment, application, provider, components, bytes, objects, manifestSha256);
    }

    /** Whether a restore of it can be expected to work: its data is there and was read back. */
    public boolean restorable() {
        return lifecycle == Lifecycle.ACTIVE && verification != Verification.NONE;
    }

    /** The same point, proven to another degree, which may be a lower one. */
    public RecoveryPoint verified(Verification now) {
        return with(now, lifecycle, purgeAfter, held);
    }

    /**
     * The same point after a proof that succeeded: it counts where it says more than what is known. Checksums that agree
     * take nothing from a restore that worked.
     */
    public RecoveryPoint proven(Verification proof) {
        return proof.compareTo(verification) > 0 ? verified(proof) : this;
    }

    /** The same point with its data there, or taken back from a deletion. */
    public RecoveryPoint active() {
        return with(verification, Lifecycle.ACTIVE, null, held);
    }

    /**
     * The same point, marked for removal.
     *
     * @param until when its data may be removed
     */
    public RecoveryPoint softDeleted(Instant until) {
        return with(verification, Lifecycle.SOFT_DELETED, until, held);
    }

    /** The same point without its data. */
    public RecoveryPoint purged() {
        return with(verification, Lifecycle.PURGED, null, held);
    }

    /** The same point, under legal hold or not. */
    public RecoveryPoint held(boolean now) {
        return with(verification, lifecycle, purgeAfter, now);
    }

    private RecoveryPoint with(Verification proof, Lifecycle stage, @Nullable Instant removal, boolean hold) {
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
                proof,
                stage,
                removal,
                hold);
    }
}
