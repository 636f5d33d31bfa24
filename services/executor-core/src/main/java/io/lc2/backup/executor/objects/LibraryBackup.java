package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a document library into a backup: list, filter, copy several at once, write down in order. Memory does
 * not depend on the size of the library or of an object. It can be killed at any instant and goes on from the last part of
 * the manifest that was written, which is why it keeps no checkpoint elsewhere; what was copied after that is copied again
 * to the same names.
 *
 * <p>An object that was deleted between listing and copying is counted as missing. One that changed is taken as it is then.
 */
public final class LibraryBackup {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryBackup.class);
    /** How often an object may change under our hands before the step gives up for now. */
    private static final int MOST_VERSIONS = 5;

    private final TransferSettings settings;
    private final InstantSource clock;

    /**
     * Makes an engine.
     *
     * @param settings how objects are copied
     * @param clock tells when a part of the manifest is due
     */
    public LibraryBackup(TransferSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Copies a library. Repeating it after it has succeeded only reads what it left.
     *
     * @param library where it is
     * @param filter which keys belong to it
     * @param concurrency objects under way at once
     * @return the manifest of what was copied
     */
    public LibraryManifest copy(
            Place library, KeyFilter filter, int concurrency, BackupFolder folder, StepControl control) {
        return copy(library, filter, concurrency, folder, control, null);
    }

    /**
     * Copies a library, in full or incrementally: then objects go to the {@link ObjectPool} and those that have not changed
     * since an earlier backup are written down as they are there, without a call for any of them. Repeating it after it has
     * succeeded only reads what it left.
     *
     * @param library where it is
     * @param filter which keys belong to it
     * @param concurrency objects under way at once
     * @param increment what it builds on; null for a full copy. Attempts at one backup may find different earlier ones
     * @return the manifest of what is in the backup
     */
    public LibraryManifest copy(
            Place library,
            KeyFilter filter,
            int concurrency,
            BackupFolder folder,
            StepControl control,
            @Nullable Increment increment) {
        Layout layout = increment == null ? Layout.full(folder) : increment.layout(folder);
        ManifestParts parts = new ManifestParts(layout, settings, clock);
        Optional<LibraryManifest> finished = parts.finished();
        if (finished.isPresent()) {
            return finished.get();
        }
        Increment.Earlier earlier = increment == null ? null : increment.earlier();
        LibraryTotals expected = earlier == null ? null : earlier.manifest().totals();
        StoredPresence.Known present = KnownObjects.present(earlier, Calls.of(control, settings));
        while (true) {
            control.stopIfAsked();
            parts.rewind();
            Calls calls = Calls.of(control, settings);
            try (KnownObjects known = KnownObjects.of(earlier, present, calls)) {
                return new Run(library, filter, layout, parts, new ProgressMeter(control), calls)
                        .copy(concurrency, known, expected);
            } catch (ManifestParts.PartTakenException e) {
                LOG.atWarn()
                        .addKeyValue("backupFolder", folder.prefix())
                        .addKeyValue("parts", parts.parts())
                        .log("Another attempt copies the same library; going on after what it wrote down");
            }
        }
    }

    /** One pass from the last part of the manifest to the end of the listing. */
    private final class Run {

        private final Place library;
        private final KeyFilter filter;
        private final ManifestParts parts;
        private final Layout layout;
        private final Calls calls;
        private final ProgressMeter meter;
        private final ObjectTransfer transfer;

        Run(Place library, KeyFilter filter, Layout layout, ManifestParts parts, ProgressMeter meter, Calls calls) {
            this.library = library;
            this.filter = filter;
            this.parts = parts;
            this.layout = layout;
            this.calls = calls;
            this.meter = meter;
            this.transfer = new ObjectTransfer(
                    library, new Place(layout.folder().store(), layout.folder().bucket()), calls, meter);
        }

        /** What an earlier backup held is told as the total, for counting would take as long as the whole copy. */
        LibraryManifest copy(int concurrency, KnownObjects known, @Nullable LibraryTotals expected) {
            meter.bytes(parts.sealed().bytes());
            meter.objects(parts.sealed().objects() + parts.sealed().missing());
            Thread counter = Thread.ofVirtual().name("objects-count").unstarted(this::count);
            if (expected == null) {
                counter.start();
            } else {
                meter.total(expected.bytes(), expected.objects());
            }
            try (ReadAhead<ObjectEntry> listing = new ReadAhead<>(listingAfter(parts.sealedKey()), calls.halt())) {
                new OrderedPipeline<>(this::takeOver, this::copy, this::writeDown, settings.window(), calls.halt())
                        .run(new Wanted.Merge(listing, known), concurrency);
            } finally {
                counter.interrupt();
            }
            meter.finish();
            return parts.finish();
        }

        private StoreListing listingAfter(String key) {
            return new StoreListing(library.store(), library.bucket(), filter, key, calls);
        }

        /**
         * Counts the library while it is being copied, so that progress has a known total and nothing waits for it.
         */
        private void count() {
            try {
                long bytes = 0;
                long objects = 0;
                StoreListing listing = listingAfter("");
                while (listing.hasNext()) {
                    bytes += listing.next().bytes();
                    objects++;
                }
                meter.total(bytes, objects);
            } catch (ProviderException e) {
                LOG.atInfo().addKeyValue("reason", e.getMessage()).log("The library could not be counted beforehand");
            } catch (StepStoppedException e) {
                // The copy has ended before the count, and knows the total by itself.
                return;
            }
        }

        private void writeDown(Taken taken) {
            meter.objects(1);
            parts.add(taken.object(), taken.copied());
        }

        private @Nullable Taken takeOver(Wanted wanted) {
            StoredObject there = wanted.there();
            if (there == null) {
                return null;
            }
            meter.bytes(there.bytes());
            return new Taken(there, false);
        }

        private Taken copy(Wanted wanted) {
            return new Taken(copyOne(wanted.listed()), true);
        }

        private StoredObject copyOne(ObjectEntry listed) {
            ObjectEntry version = listed;
            for (int i = 0; i < MOST_VERSIONS; i++) {
                StoredObject stored = tryOne(version);
                if (stored != null) {
                    return stored;
                }
                Optional<ObjectHead> now = calls.attempts()
                        .call(listed.key(), () -> library.store().head(library.bucket(), listed.key()));
                if (now.isEmpty()) {
                    LOG.atWarn()
                            .addKeyValue("key", listed.key())
                            .log("An object was deleted before it could be copied");
                    return StoredObject.missing(listed);
                }
                version = now.get().entry();
            }
            throw new TransientProviderException(
                    FailureCode.SOURCE_CHANGED,
                    library.bucket() + "/" + listed.key() + " changed " + MOST_VERSIONS + " times while it was copied",
                    "It is tried again; exclude the key when something writes to it all the time.",
                    null);
        }

        /** Null when the version is no longer what the bucket holds. */
        private @Nullable StoredObject tryOne(ObjectEntry version) {
            try {
                return stored(transfer.move(version, "", this::targetKey));
            } catch (TransientProviderException e) {
                if (e.code() != FailureCode.SOURCE_CHANGED) {
                    throw e;
                }
            } catch (PermanentProviderException e) {
                if (e.code() != FailureCode.OBJECT_NOT_FOUND) {
                    throw e;
                }
            }
            return null;
        }

        private String targetKey(ObjectEntry version) {
            return layout.folder().key(layout.pathOf(version));
        }

        private StoredObject stored(ObjectTransfer.Moved moved) {
            ObjectEntry version = moved.version();
            return new StoredObject(
                    version.key(),
                    version.bytes(),
                    version.etag(),
                    moved.sha256(),
                    moved.metadata(),
                    layout.pathOf(version),
                    moved.targetEtag(),
                    version.lastModified().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /**
     * What became of an object.
     *
     * @param object as it is in the backup
     * @param copied whether this backup has copied it; false when it was there already
     */
    private record Taken(StoredObject object, boolean copied) {}
}
