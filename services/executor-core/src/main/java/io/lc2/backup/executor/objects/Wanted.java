package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectEntry;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An object a backup shall hold.
 *
 * @param listed as the library lists it
 * @param there the same version in the pool; null when it has to be copied
 */
record Wanted(ObjectEntry listed, @Nullable StoredObject there) {

    /** A listing, and for each of its objects what is known of it. */
    static final class Merge implements Iterator<Wanted> {

        private final Iterator<ObjectEntry> listing;
        private final KnownObjects known;

        Merge(Iterator<ObjectEntry> listing, KnownObjects known) {
            this.listing = listing;
            this.known = known;
        }

        @Override
        public boolean hasNext() {
            return listing.hasNext();
        }

        @Override
        public Wanted next() {
            ObjectEntry entry = listing.next();
            return new Wanted(entry, known.same(entry));
        }
    }
}
