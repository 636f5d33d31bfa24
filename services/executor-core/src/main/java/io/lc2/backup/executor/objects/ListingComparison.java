package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Merges a listing of the library with its object manifest, both in order of keys, and counts what became of what. */
final class ListingComparison {

    /** Clocks of store and executor differ by less than this. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);
    /** Objects may be moved into the library with an old date; so a few prove nothing, many do. */
    private static final long MOVED_IN = 10;

    private static final long MOVED_IN_FRACTION = 100;

    private final LibraryManifest manifest;
    private final BackupFolder folder;
    private final Calls calls;
    private long listed;
    private long listedBytes;
    private long same;
    private long changed;
    private long gone;
    private long added;
    private long overlooked;

    ListingComparison(LibraryManifest manifest, BackupFolder folder, Calls calls) {
        this.manifest = manifest;
        this.folder = folder;
        this.calls = calls;
    }

    ListingComparison against(Place library, KeyFilter filter, Instant copyStarted) {
        Instant old = copyStarted.minus(CLOCKS_DIFFER);
        StoreListing listing = new StoreListing(library.store(), library.bucket(), filter, "", calls);
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            StoredObject stored = next(reader);
            ObjectEntry entry = next(listing);
            while (stored != null || entry != null) {
                int order = order(stored, entry);
                if (order < 0) {
                    gone++;
                } else if (order > 0) {
                    countAdded(entry, old);
                } else {
                    countBoth(stored, entry);
                }
                stored = order <= 0 ? next(reader) : stored;
                entry = order >= 0 ? next(listing) : entry;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Whether the differences can be what happened since the copy. */
    boolean explained() {
        return overlooked <= Math.max(MOVED_IN, listed / MOVED_IN_FRACTION);
    }

    @Override
    public String toString() {
        LibraryTotals held = manifest.totals();
        return "the backup holds " + held + "; the library lists " + listed + " objects of " + listedBytes + " bytes: "
                + same + " the same, " + changed + " changed, " + added + " new, " + gone + " gone since; " + overlooked
                + " of the new ones are older than the copy";
    }

    private void countBoth(@Nullable StoredObject stored, @Nullable ObjectEntry entry) {
        if (stored != null && entry != null) {
            listed++;
            listedBytes += entry.bytes();
            if (stored.etag().equals(entry.etag())) {
                same++;
            } else {
                changed++;
            }
        }
    }

    private void countAdded(@Nullable ObjectEntry entry, Instant old) {
        if (entry != null) {
            listed++;
            listedBytes += entry.bytes();
            added++;
            overlooked += entry.lastModified().isBefore(old) ? 1 : 0;
        }
    }

    /** Which comes first; the one that is there when the other has ended. */
    private static int order(@Nullable StoredObject stored, @Nullable ObjectEntry entry) {
        if (stored == null) {
            return 1;
        }
        return entry == null ? -1 : KeyOrder.compare(stored.key(), entry.key());
    }

    static <T> @Nullable T next(Iterator<T> iterator) {
        return iterator.hasNext() ? iterator.next() : null;
    }
}
