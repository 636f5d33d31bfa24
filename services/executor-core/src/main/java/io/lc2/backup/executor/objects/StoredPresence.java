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
    private final List<String> absent = new ArrayList<>();
    private final BitSet present = new BitSet();
    private long found;
    private long listed;

    StoredPresence(BackupFolder folder, LibraryManifest manifest, Calls calls) {
        this.folder = folder;
        this.manifest = manifest;
        this.calls = calls;
    }

    /** Does the comparison. */
    StoredPresence compare() {
        KeyFilter stored = KeyFilter.of(List.of(folder.key(whereStored())), List.of(), List.of());
        StoreListing listing = new StoreListing(folder.store(), folder.bucket(), stored, "", calls);
        String after = "";
        do {
            long[] slice = new long[0];
            int size = 0;
            String last = after;
            while (size < SLICE && listing.hasNext()) {
                ObjectEntry entry = listing.next();
                if (size == slice.length) {
                    slice = Arrays.copyOf(slice, Math.max(1024, size * 2));
                }
                last = entry.key();
                slice[size++] = fingerprint(last, entry.bytes());
            }
            listed += size;
            Arrays.sort(slice, 0, size);
            lookUp(slice, size, after, listing.hasNext() ? last : "");
            after = last;
        } while (listing.hasNext());
        return this;
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

    /** Which entries are stored with their size, by their position in the manifest, those that are missing counted. */
    BitSet present() {
        return present;
    }

    private String whereStored() {
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            return reader.places().begin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for every entry stored after one name and up to another; an empty end means no end. */
    private void lookUp(long[] slice, int size, String after, String upTo) {
        try (ObjectManifestReader reader = manifest.open(folder, calls)) {
            for (int position = 0; reader.hasNext(); position++) {
                StoredObject object = reader.next();
                String name = folder.key(object.storedAt());
                boolean here = object.isStored() && isBetween(name, after, upTo);
                if (here && Arrays.binarySearch(slice, 0, size, fingerprint(name, object.bytes())) >= 0) {
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

    private static boolean isBetween(String name, String after, String upTo) {
        return (after.isEmpty() || KeyOrder.compare(name, after) > 0)
                && (upTo.isEmpty() || KeyOrder.compare(name, upTo) <= 0);
    }

    /** FNV-1a over name and size: 64 bits tell a million names apart. */
    private static long fingerprint(String name, long bytes) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ bytes) * 0x9e3779b97f4a7c15L;
    }
}
