package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.Check;
import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Merges a listing of the bucket a library was restored to with its object manifest: every key, every size. */
final class RestoredComparison {

    private static final int MOST_NAMED = 5;

    private final LibraryManifest manifest;
    private final BackupFolder folder;
    private final Calls calls;
    private final List<String> wrong = new ArrayList<>();
    private long objects;
    private long bytes;
    private long absent;
    private long different;
    private long extra;

    RestoredComparison(LibraryManifest manifest, BackupFolder folder, Calls calls) {
        this.manifest = manifest;
        this.folder = folder;
        this.calls = calls;
    }

    Check against(Place target, Predicate<String> wanted) {
        StoreListing listing = new StoreListing(target.store(), target.bucket(), KeyFilter.ALL, "", calls);
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            ObjectEntry entry = ListingComparison.next(listing);
            while (reader.hasNext()) {
                StoredObject object = reader.next();
                if (object.isStored() && wanted.test(object.key())) {
                    entry = skipOthers(entry, object.key(), listing);
                    boolean there = entry != null && entry.key().equals(object.key());
                    compare(object, there ? entry : null);
                    entry = there ? ListingComparison.next(listing) : entry;
                }
            }
            skipOthers(entry, null, listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LibraryProof.check("restored-complete", absent == 0 && different == 0, detail());
    }

    /**
     * Counts entries the manifest does not have.
     *
     * @param before up to this key; null for all that are left
     * @return the first entry that is not before it
     */
    private @Nullable ObjectEntry skipOthers(
            @Nullable ObjectEntry entry, @Nullable String before, StoreListing listing) {
        ObjectEntry current = entry;
        while (current != null && (before == null || KeyOrder.compare(current.key(), before) < 0)) {
            extra++;
            current = ListingComparison.next(listing);
        }
        return current;
    }

    private void compare(StoredObject object, @Nullable ObjectEntry entry) {
        objects++;
        if (entry == null) {
            absent++;
        } else if (entry.bytes() != object.bytes()) {
            different++;
        } else {
            bytes += entry.bytes();
            return;
        }
        if (wrong.size() < MOST_NAMED) {
            wrong.add(object.key());
        }
    }

    private String detail() {
        String found = (objects - absent - different) + " of " + objects + " objects are there with their size, "
                + bytes + " bytes; " + extra + " others";
        return wrong.isEmpty() ? found : found + "; " + absent + " absent and " + different + " different: " + wrong;
    }
}
