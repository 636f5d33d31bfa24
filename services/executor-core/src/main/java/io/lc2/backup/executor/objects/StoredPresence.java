package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.BackupFolder;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Compares an object manifest with a listing of what is stored, every entry by name and size. The manifest is in order of
 * keys, the listing in order of stored names; so the listing is taken in slices that fit into memory, and the manifest is
 * read once per slice. What is kept beyond a slice is one bit per entry.
 */
final class StoredPresence {

    /** 8 MB of fingerprints; a library of ten million objects takes ten passes over its manifest. */
    private static final int SLICE = 1_000_000;

    private static final int MOST_NAMED = 5;

    private final BackupFolder folder;
    private final LibraryManifest manifest;
    private final Calls calls;
    private final int sliceSize;
    private final List<String> absent = new ArrayList<>();
    private final BitSet present = new BitSet();
    private long found;
    private long listed;

    StoredPresence(BackupFolder folder, LibraryManifest manifest, Calls calls) {
        this(folder, manifest, calls, SLICE);
    }

    StoredPresence(BackupFolder folder, LibraryManifest manifest, Calls calls, int sliceSize) {
        this.folder = folder;
        this.manifest = manifest;
        this.calls = calls;
        this.sliceSize = sliceSize;
    }

    /** Does the comparison. */
    StoredPresence compare() {
        StoreListing listing = listing();
        lookUpAll(slice(listing, ""), listing);
        return this;
    }

    /**
     * What tells of each entry whether it is stored with its size. Where all names fit into one slice, that slice tells it
     * when it is asked, and of the manifest only the checksum is compared now.
     *
     * @throws io.lc2.backup.executor.spi.PermanentProviderException when the manifest is damaged or gone
     */
    Known known() {
        StoreListing listing = listing();
        Slice first = slice(listing, "");
        if (first.more) {
            lookUpAll(first, listing);
            return (position, object) -> present.get(position);
        }
        requireIntact();
        return (position, object) -> isIn(first, object);
    }

    /** Which entries are stored with their size. */
    interface Known {

        /** Whether this one is. */
        boolean isStored(int position, StoredObject object);
    }

    /** Entries of the manifest that are stored with their size. */
    long found() {
        return found;
    }

    /** Stored objects in the listing, those of no entry included. */
    long listed() {
        return listed;
    }

    /** A few keys whose objects are absent or of another size. */
    List<String> absent() {
        return absent;
    }

    private String whereStored() {
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            return reader.storedIn().begin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreListing listing() {
        KeyFilter stored = KeyFilter.of(List.of(folder.key(whereStored())), List.of(), List.of());
        return new StoreListing(folder.store(), folder.bucket(), stored, "", calls);
    }

    private Slice slice(StoreListing listing, String after) {
        long[] slice = new long[0];
        int size = 0;
        String last = after;
        while (size < sliceSize && listing.hasNext()) {
            ObjectEntry entry = listing.next();
            if (size == slice.length) {
                slice = Arrays.copyOf(slice, Math.max(1024, size * 2));
            }
            last = entry.key();
            slice[size++] = fingerprint(last, entry.bytes());
        }
        listed += size;
        return new Slice(slice, size, after, last, listing.hasNext());
    }

    private void lookUpAll(Slice first, StoreListing listing) {
        Slice slice = first;
        lookUp(slice);
        while (slice.more) {
            slice = slice(listing, slice.last);
            lookUp(slice);
        }
    }

    private void requireIntact() {
        String sha256 = new ReadBack(calls)
                .readAll(new Place(folder.store(), folder.bucket()), folder.key(manifest.path()), Hashes.sha256())
                .checksum();
        if (!sha256.equals(manifest.sha256())) {
            throw ObjectManifestFormat.damaged(
                    "its SHA-256 is " + sha256 + ", the manifest says " + manifest.sha256(), null);
        }
    }

    /** Looks for every entry whose name is within a slice. */
    private void lookUp(Slice slice) {
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            for (int position = 0; reader.hasNext(); position++) {
                StoredObject object = reader.next();
                boolean here = object.isStored() && slice.covers(folder.key(object.storedAt()));
                if (here && isIn(slice, object)) {
                    found++;
                    present.set(position);
                } else if (here && absent.size() < MOST_NAMED) {
                    absent.add(object.key());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isIn(Slice slice, StoredObject object) {
        return object.isStored() && slice.holds(fingerprint(folder.key(object.storedAt()), object.bytes()));
    }

    /** FNV-1a over name and size: 64 bits tell a million names apart. */
    private static long fingerprint(String name, long bytes) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ bytes) * 0x9e3779b97f4a7c15L;
    }

    /** Names in a row, as fingerprints in ascending order. */
    private static final class Slice {

        private final long[] fingerprints;
        private final int size;
        private final String after;
        private final String last;
        private final boolean more;

        /**
         * Takes what was listed.
         *
         * @param fingerprints of names and sizes, in any order; kept
         * @param size how many
         * @param after what the names come after; empty for the beginning
         * @param last the last name
         * @param more whether names follow
         */
        Slice(long[] fingerprints, int size, String after, String last, boolean more) {
            Arrays.sort(fingerprints, 0, size);
            this.fingerprints = fingerprints;
            this.size = size;
            this.after = after;
            this.last = last;
            this.more = more;
        }

        boolean covers(String name) {
            return (after.isEmpty() || KeyOrder.compare(name, after) > 0)
                    && (!more || KeyOrder.compare(name, last) <= 0);
        }

        boolean holds(long fingerprint) {
            return Arrays.binarySearch(fingerprints, 0, size, fingerprint) >= 0;
        }
    }
}
