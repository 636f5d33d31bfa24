package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.manifest.BackupManifest;
import io.lc2.backup.executor.manifest.BackupManifest.ObjectsSection;
import io.lc2.backup.executor.objects.Increment;
import io.lc2.backup.executor.objects.ObjectPool;
import io.lc2.backup.executor.objects.PoolCollection;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The pool of an environment when one of its backups is removed. Purges and backups of one environment exclude one another
 * so the backups there are cannot become more meanwhile; that is looked at again nevertheless.
 */
final class PoolCleaning {

    /** How old the look at the backups may be when objects are removed. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final StepParts parts;
    private final Work work;
    private final BackupFolder folder;
    private final StepControl control;
    private final PoolCollection pool;
    private Instant lookedAt = Instant.MIN;

    PoolCleaning(StepParts parts, Work work, StepControl control) {
        this.parts = parts;
        this.work = work;
        this.folder = work.folder();
        this.control = control;
        this.pool = new PoolCollection(folder, parts.poolGrace(), parts.transfer(), parts.clock(), control);
    }

    /**
     * Makes sure that every manifest can be read before anything is removed.
     *
     * @throws PermanentProviderException with {@code MANIFEST_INVALID} when one cannot
     */
    void requireReadable() {
        if (!pool.isEmpty()) {
            Objects.requireNonNull(needing(living()));
        }
    }

    /**
     * Goes through the pool once.
     *
     * @throws PermanentProviderException with {@code MANIFEST_INVALID} when a manifest cannot be read; nothing of the pool
     *     is removed then
     */
    PoolCollection.Collected collect() {
        work.repositoryBuckets().discardUnfinished(folder.bucket(), folder.key(PoolCollection.MARKS));
        work.repositoryBuckets().discardUnfinished(folder.bucket(), folder.key(ObjectPool.FROM_BACKUP));
        if (pool.isEmpty()) {
            pool.forget();
            return new PoolCollection.Collected(0, 0, 0, 0);
        }
        List<LiveBackups.Live> living = living();
        List<Increment.Earlier> needing = needing(living);
        return pool.collect(needing, () -> requireSame(living));
    }

    private List<LiveBackups.Live> living() {
        return new LiveBackups(folder, control).list();
    }

    private static List<Increment.Earlier> needing(List<LiveBackups.Live> living) {
        List<Increment.Earlier> needing = new ArrayList<>();
        for (LiveBackups.Live live : living) {
            ObjectsSection objects = read(live).objects();
            if (objects != null && Work.isPooled(objects)) {
                needing.add(new Increment.Earlier(live.folder(), Work.library(objects)));
            }
        }
        return needing;
    }

    private static BackupManifest read(LiveBackups.Live live) {
        try {
            return live.read();
        } catch (PermanentProviderException e) {
            throw new PermanentProviderException(
                    FailureCode.MANIFEST_INVALID,
                    "What " + live.folder().prefix()
                            + " needs of the objects it shares with other backups is not known: " + e.getMessage(),
                    "Bring its manifest back or delete that backup first, then delete this one again; until then no shared object is removed.",
                    e);
        }
    }

    private void requireSame(List<LiveBackups.Live> before) {
        Instant now = parts.clock().instant();
        if (now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
            return;
        }
        if (!living().equals(before)) {
            throw new TransientProviderException(
                    FailureCode.SOURCE_CHANGED,
                    "The backups of " + folder.environmentPrefix()
                            + " have changed while unneeded objects were looked for",
                    "It is tried again; if this goes on, find out what else writes backups there.",
                    null);
        }
        lookedAt = now;
    }
}
