package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.library.AsOf;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.ProviderException;
import io.lc2.backup.executor.spi.StepControl;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
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
 * <p>Where the bucket keeps versions, the library goes in as of T0, see {@link io.lc2.backup.domain.library.AsOf}. A version
 * that is gone by the time it is copied is replaced by the one that is there. Where it keeps none, the library goes in as it
 * is: an object that changes meanwhile is taken as it is then. In both cases an object that is gone by the time it is copied
 * is counted as missing, and one that came after T0 as extra.
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
     * Copies all of a library as of now. Repeating it after it has succeeded only reads what it left.
     *
     * @param library where it is
     * @param filter which keys belong to it
     * @param concurrency objects under way at once
     * @return the manifest of what was copied
     */
    public LibraryManifest copy(
            Place library, KeyFilter filter, int concurrency, BackupFolder folder, StepControl control) {
        return copy(new Library(library, filter, clock.instant()), concurrency, folder, control, null);
    }

    /**
     * Copies a library, in full or incrementally: then objects go to the {@link ObjectPool} and those that have not changed
     * since an earlier backup are written down as they are there, without a call for any of them. Repeating it after it has
     * succeeded only reads what it left.
     *
     * @param concurrency objects under way at once
     * @param increment what it builds on; null for a full copy. Attempts at one backup may find different earlier ones
     * @return the manifest of what is in the backup
     */
    public LibraryManifest copy(
            Library library, int concurrency, BackupFolder folder, StepControl control, @Nullable Increment increment) {
        Layout layout = increment == null ? Layout.full(folder) : increment.layout(folder);
        ManifestParts parts = new ManifestParts(layout, settings, clock);
        Optional<LibraryManifest> finished = parts.finished();
        if (finished.isPresent()) {
            return finished.get();
        }
        Increment.Earlier earlier = increment == null ? null : increment.earlier();
        StoredPresence.Known present = KnownObjects.present(earlier, Calls.of(control, settings));
        ObjectVersions versions = versions(library.place(), Calls.of(control, settings));
        while (true) {
            control.stopIfAsked();
            parts.rewind(versions == null ? null : library.time());
            Calls calls = Calls.of(control, settings);
            try (KnownObjects known = KnownObjects.of(earlier, present, calls)) {
                return new Run(library, versions, layout, parts, new ProgressMeter(control), calls)
                        .copy(concurrency, known);
            } catch (ManifestParts.PartTakenException e) {
                LOG.atWarn()
                        .addKeyValue("backupFolder", folder.prefix())
                        .addKeyValue("parts", parts.parts())
                        .log("Another attempt copies the same library; going on after what it wrote down");
            }
        }
    }

    private static @Nullable ObjectVersions versions(Place library, Calls calls) {
        return calls.attempts()
                .call(library.bucket(), () -> library.store().versions(library.bucket()))
                .filter(ObjectVersions::complete)
                .orElse(null);
    }

    /** One pass from the last part of the manifest to the end of the listing. */
    private final class Run {

        private final Library library;
        private final @Nullable ObjectVersions versions;
        private final ManifestParts parts;
        private final Layout layout;
        private final Calls calls;
        private final ProgressMeter meter;
        private final ObjectTransfer transfer;

        Run(
                Library library,
                @Nullable ObjectVersions versions,
                Layout layout,
                ManifestParts parts,
                ProgressMeter meter,
                Calls calls) {
            this.library = library;
            this.versions = versions;
            this.parts = parts;
            this.layout = layout;
            this.calls = calls;
            this.meter = meter;
            this.transfer = new ObjectTransfer(
                    library.place(),
                    versions,
                    new Place(layout.folder().store(), layout.folder().bucket()),
                    calls,
                    meter);
        }

        /**
         * The total is known when the listing ends. Where all is copied that is late, so it is counted beforehand; where little
         * is, counting would take as long as the whole copy.
         */
        LibraryManifest copy(int concurrency, KnownObjects known) {
            meter.bytes(parts.sealed().bytes());
            meter.objects(parts.sealed().objects() + parts.sealed().missing());
            Iterator<ObjectEntry> counted = new CountedListing(toCopy(), parts.sealed(), meter);
            Thread counter = Thread.ofVirtual().name("objects-count").unstarted(this::count);
            if (known.isNothing()) {
                counter.start();
            }
            try (ReadAhead<ObjectEntry> listing = new ReadAhead<>(counted, calls.halt())) {
                new OrderedPipeline<>(this::takeOver, this::copy, this::writeDown, settings.window(), calls.halt())
                        .run(new Wanted.Merge(listing, known), concurrency);
            } finally {
                counter.interrupt();
            }
            meter.finish();
            return parts.finish();
        }

        private StoreListing toCopy() {
            String after = parts.sealedKey();
            Instant asOf = parts.asOf();
            return versions == null || asOf == null
                    ? listed(after)
                    : new StoreListing(new ListingAsOf(versions, asOf, calls), library.filter(), after, calls);
        }

        private StoreListing listed(String after) {
            Place place = library.place();
            return new StoreListing(place.store(), place.bucket(), library.filter(), after, calls);
        }

        /**
         * Counts the library while it is being copied, so that progress has a known total and nothing waits for it.
         */
        private void count() {
            try {
                long bytes = 0;
                long objects = 0;
                StoreListing listing = listed("");
                while (listing.hasNext()) {
                    bytes += listing.next().bytes();
                    objects++;
                }
                meter.counted(bytes, objects);
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
            return new Taken(there.seenAs(wanted.listed(), isExtra(wanted.listed())), false);
        }

        private Taken copy(Wanted wanted) {
            return new Taken(copyOne(wanted.listed()), true);
        }

        private StoredObject copyOne(ObjectEntry listed) {
            Place place = library.place();
            ObjectEntry version = listed;
            for (int i = 0; i < MOST_VERSIONS; i++) {
                StoredObject stored = tryOne(version);
                if (stored != null) {
                    return stored;
                }
                Optional<ObjectHead> now =
                        calls.attempts().call(listed.key(), () -> place.store().head(place.bucket(), listed.key()));
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
                    place.bucket() + "/" + listed.key() + " changed " + MOST_VERSIONS + " times while it was copied",
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
                    version.lastModified().truncatedTo(ChronoUnit.SECONDS),
                    version.version(),
                    isExtra(version));
        }

        private boolean isExtra(ObjectEntry version) {
            Instant asOf = parts.asOf();
            return AsOf.isExtra(version.lastModified(), asOf == null ? library.time() : asOf);
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
