package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Copies the library of a backup into a bucket of its own: keys, content type and user metadata as they were. Every object
 * whose checksum is known is compared with it on the way. It goes on after its last checkpoint when it is run again.
 */
public final class LibraryRestore {

    private final TransferSettings settings;
    private final InstantSource clock;

    /**
     * Makes an engine.
     *
     * @param settings how objects are copied
     * @param clock tells when a checkpoint is due
     */
    public LibraryRestore(TransferSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Restores a library.
     *
     * @param manifest which objects
     * @param folder the backup they are in
     * @param target a bucket nobody else writes to
     * @param wanted which keys
     * @param concurrency objects under way at once
     * @return what is in the target now
     */
    public LibraryTotals restore(
            LibraryManifest manifest,
            BackupFolder folder,
            Place target,
            Predicate<String> wanted,
            int concurrency,
            StepControl control) {
        return new Run(folder, target, control).restore(manifest, wanted, concurrency);
    }

    private final class Run {

        private final BackupFolder folder;
        private final Place target;
        private final StepControl control;
        private final Calls calls;
        private final ProgressMeter meter;
        private final ObjectTransfer transfer;
        private LibraryTotals done = LibraryTotals.NONE;
        private Instant savedAt = clock.instant();

        Run(BackupFolder folder, Place target, StepControl control) {
            this.folder = folder;
            this.target = target;
            this.control = control;
            this.calls = Calls.of(control, settings);
            this.meter = new ProgressMeter(control);
            this.transfer = new ObjectTransfer(new Place(folder.store(), folder.bucket()), target, calls, meter);
        }

        LibraryTotals restore(LibraryManifest manifest, Predicate<String> wanted, int concurrency) {
            meter.total(manifest.totals().bytes(), manifest.totals().objects());
            String last = control.checkpoint().orElse("");
            try (ObjectManifestReader reader = manifest.open(folder, calls)) {
                Iterator<StoredObject> left = new Left(reader, wanted, last);
                new OrderedPipeline<>(this::restoreOne, this::finished, settings.window(), calls.halt())
                        .run(left, concurrency);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            meter.finish();
            return done;
        }

        private StoredObject restoreOne(StoredObject object) {
            String storedKey = folder.key(object.storedAt());
            // No etag: a repository that was moved elsewhere has other ones, and is still a repository.
            ObjectEntry stored = new ObjectEntry(storedKey, object.bytes(), "", Instant.EPOCH);
            ObjectTransfer.Moved moved;
            try {
                moved = transfer.move(stored, object.sha256(), version -> object.key());
            } catch (PermanentProviderException e) {
                if (e.code() == FailureCode.OBJECT_NOT_FOUND) {
                    throw gone(object, e);
                }
                throw e;
            }
            if (!moved.made()) {
                requireEqual(object);
            }
            if (moved.targetBytes() != object.bytes()) {
                throw new PermanentProviderException(
                        FailureCode.VALIDATION_FAILED,
                        object.key() + " has " + moved.targetBytes() + " bytes in the backup, it had " + object.bytes(),
                        "The stored object is damaged: restore from another backup.",
                        null);
            }
            return object;
        }

        /** What an earlier attempt put there is whole, for nothing half-written is ever visible; but is it this object? */
        private void requireEqual(StoredObject object) {
            ObjectHead there = calls.attempts()
                    .call(object.key(), () -> target.store().head(target.bucket(), object.key()))
                    .orElse(null);
            if (there == null || there.entry().bytes() != object.bytes()) {
                throw new PermanentProviderException(
                        FailureCode.TARGET_NOT_OURS,
                        target.bucket() + "/" + object.key() + " is there already and is something else",
                        "Something else writes to the bucket of this restore: stop it and restore again.",
                        null);
            }
        }

        private PermanentProviderException gone(StoredObject object, PermanentProviderException cause) {
            return new PermanentProviderException(
                    FailureCode.VALIDATION_FAILED,
                    "the backup has lost " + object.key() + ": " + cause.getMessage(),
                    "Restore from another backup, and find out who removed objects from this one.",
                    cause);
        }

        private void finished(StoredObject object) {
            done = done.plus(object);
            meter.objects(1);
            Instant now = clock.instant();
            if (now.isAfter(savedAt.plus(settings.partAge()))) {
                savedAt = now;
                control.saveCheckpoint(object.key());
            }
        }

        /** The objects that are left to do; those before the checkpoint count as done. */
        private final class Left implements Iterator<StoredObject> {

            private final ObjectManifestReader reader;
            private final Predicate<String> wanted;
            private final String last;
            private @Nullable StoredObject next;

            Left(ObjectManifestReader reader, Predicate<String> wanted, String last) {
                this.reader = reader;
                this.wanted = wanted;
                this.last = last;
            }

            @Override
            public boolean hasNext() {
                while (next == null && reader.hasNext()) {
                    StoredObject object = reader.next();
                    if (object.isStored() && wanted.test(object.key())) {
                        if (last.isEmpty() || KeyOrder.compare(object.key(), last) > 0) {
                            next = object;
                        } else {
                            done = done.plus(object);
                            meter.bytes(object.bytes());
                            meter.objects(1);
                        }
                    }
                }
                return next != null;
            }

            @Override
            public StoredObject next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                StoredObject result = next;
                next = null;
                return result;
            }
        }
    }
}
