package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.pool.PoolMark;
import io.lc2.backup.domain.pool.PoolSweep;
import io.lc2.backup.domain.pool.PoolVerdict;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes from the pool of an environment what no living backup needs, in two phases, see {@link PoolSweep}. It may
 * be interrupted at any call and run again. No backup of the environment may be running; its names make even that harmless
 * for objects that are garbage already, see {@link ObjectPool}.
 *
 * <p>The names of the pool are taken in slices of a million; per slice the manifest of every living backup is read once.
 * Memory: some 16 MB at most, however large pool and manifests are.
 */
public final class PoolCollection {

    /** Where a pass leaves its marks to the next one, relative to the folder of a backup. */
    public static final String MARKS = PoolMarks.FOLDER;

    private static final int SLICE = 1_000_000;
    private static final int BATCH = 1000;

    private final BackupFolder folder;
    private final Duration grace;
    private final InstantSource clock;
    private final Calls calls;
    private final int sliceSize;
    private long listed;
    private long collected;
    private long collectedBytes;

    /**
     * Prepares a pass.
     *
     * @param folder any backup of the environment, whether it is there or not
     * @param grace how long something must have been unneeded before it is removed
     */
    public PoolCollection(
            BackupFolder folder, Duration grace, TransferSettings settings, InstantSource clock, StepControl control) {
        this(folder, grace, Calls.of(control, settings), clock, SLICE);
    }

    PoolCollection(BackupFolder folder, Duration grace, Calls calls, InstantSource clock, int sliceSize) {
        this.folder = folder;
        this.grace = grace;
        this.calls = calls;
        this.clock = clock;
        this.sliceSize = sliceSize;
    }

    /** Whether there is nothing in the pool. */
    public boolean isEmpty() {
        return !listing("").hasNext();
    }

    /** Removes what passes over a pool that is empty now have left, as one that was interrupted. */
    public void forget() {
        PoolMarks marks = new PoolMarks(folder, calls);
        if (marks.any()) {
            marks.forget(new FinalDeletion(folder.store(), folder.bucket(), calls));
        }
    }

    /**
     * Goes through the pool once.
     *
     * @param living every backup of the environment whose objects lie in the pool
     * @param recheck called right before objects are removed; throws when {@code living} is no longer true
     * @throws io.lc2.backup.executor.spi.PermanentProviderException with {@code MANIFEST_INVALID} when the object manifest
     *     of one of them cannot be read; nothing is removed then
     */
    public Collected collect(List<Increment.Earlier> living, Runnable recheck) {
        PoolMarks marks = new PoolMarks(folder, calls);
        FinalDeletion deletion = new FinalDeletion(folder.store(), folder.bucket(), calls);
        long marked;
        try (PoolMarks.Reader earlier = marks.read();
                PoolMarks.Lines found = marks.write()) {
            PoolSweep sweep = new PoolSweep(earlier, clock.instant(), grace);
            String after = "";
            boolean more = true;
            while (more) {
                StoreListing names = listing(after);
                PoolSlice slice = new PoolSlice();
                String last = fill(slice, names, after);
                more = names.hasNext();
                living.forEach(backup -> need(slice, backup));
                // Where everything is needed nothing is to be said about anything.
                if (slice.needed() < slice.size()) {
                    judge(slice, after, last, new Removal(sweep, found, deletion, recheck));
                }
                after = last;
            }
            marked = found.count();
            found.commit();
        }
        // After the new ones are there: without any marks the time of grace would begin anew.
        marks.forget(deletion);
        confirm();
        return new Collected(listed, marked, collected, collectedBytes);
    }

    private String fill(PoolSlice slice, StoreListing names, String after) {
        String last = after;
        while (slice.size() < sliceSize && names.hasNext()) {
            last = names.next().key();
            String name = nameOf(last);
            if (ObjectPool.isName(name)) {
                slice.add(name);
                listed++;
            }
        }
        return last;
    }

    private void need(PoolSlice slice, Increment.Earlier backup) {
        if (slice.size() == 0) {
            return;
        }
        try (ObjectManifestReader reader = backup.manifest().open(backup.folder(), calls)) {
            if (reader.storedIn() != StoredIn.POOL) {
                throw ObjectManifestFormat.damaged("it is not that of an incremental backup", null);
            }
            while (reader.hasNext()) {
                StoredObject object = reader.next();
                if (object.isStored()) {
                    slice.need(required(object));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String required(StoredObject object) {
        String name = object.storedAt().substring(ObjectPool.FROM_BACKUP.length());
        if (!ObjectPool.isName(name)) {
            throw ObjectManifestFormat.damaged("it says that something is stored at " + object.storedAt(), null);
        }
        return name;
    }

    private void judge(PoolSlice slice, String after, String last, Removal removal) {
        StoreListing names = listing(after);
        while (names.hasNext()) {
            ObjectEntry entry = names.next();
            if (KeyOrder.compare(entry.key(), last) > 0) {
                break;
            }
            String name = nameOf(entry.key());
            if (ObjectPool.isName(name)) {
                removal.judge(entry, name, slice.isNeeded(name));
            }
        }
        removal.flush();
    }

    /** That what was removed is gone is asked of the store, not believed. */
    private void confirm() {
        if (collected == 0) {
            return;
        }
        long left = 0;
        StoreListing names = listing("");
        while (names.hasNext()) {
            left += ObjectPool.isName(nameOf(names.next().key())) ? 1 : 0;
        }
        if (left != listed - collected) {
            throw new TransientProviderException(
                    FailureCode.PROVIDER_ERROR,
                    "After " + collected + " of " + listed + " objects of the pool were removed, " + left
                            + " are listed",
                    "It is tried again; if this goes on, something else writes there.",
                    null);
        }
    }

    private StoreListing listing(String after) {
        KeyFilter pool = KeyFilter.of(List.of(folder.key(ObjectPool.FROM_BACKUP)), List.of(), List.of());
        return new StoreListing(folder.store(), folder.bucket(), pool, after, calls);
    }

    private String nameOf(String key) {
        return key.substring(folder.key(ObjectPool.FROM_BACKUP).length());
    }

    /** Carries verdicts out, removals many at once. */
    private final class Removal {

        private final PoolSweep sweep;
        private final PoolMarks.Lines found;
        private final FinalDeletion deletion;
        private final Runnable recheck;
        private final List<ObjectEntry> batch = new ArrayList<>();

        Removal(PoolSweep sweep, PoolMarks.Lines found, FinalDeletion deletion, Runnable recheck) {
            this.sweep = sweep;
            this.found = found;
            this.deletion = deletion;
            this.recheck = recheck;
        }

        void judge(ObjectEntry entry, String name, boolean needed) {
            switch (sweep.judge(name, needed)) {
                case PoolVerdict.Keep keep -> {}
                case PoolVerdict.Mark mark -> found.add(new PoolMark(name, mark.since()));
                case PoolVerdict.Collect collect -> batch.add(entry);
            }
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            if (batch.isEmpty()) {
                return;
            }
            deletion.objects(batch.stream().map(ObjectEntry::key).toList(), recheck);
            collected += batch.size();
            collectedBytes += batch.stream().mapToLong(ObjectEntry::bytes).sum();
            batch.clear();
        }
    }

    /**
     * What a pass did.
     *
     * @param listed objects that were in the pool
     * @param marked those nothing needs which wait for their time of grace
     * @param objects those that were removed
     * @param bytes their bytes
     */
    public record Collected(long listed, long marked, long objects, long bytes) {}
}
