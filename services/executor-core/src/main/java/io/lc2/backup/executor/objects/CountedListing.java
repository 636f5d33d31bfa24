package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.ObjectEntry;
import java.util.Iterator;

/** A listing that says at its end how much there is in all, so that nobody has to list twice for it. */
final class CountedListing implements Iterator<ObjectEntry> {

    private final Iterator<ObjectEntry> listing;
    private final ProgressMeter meter;
    private long bytes;
    private long objects;

    /**
     * Counts what is listed.
     *
     * @param before what comes before it
     * @param meter learns the total
     */
    CountedListing(Iterator<ObjectEntry> listing, LibraryTotals before, ProgressMeter meter) {
        this.listing = listing;
        this.meter = meter;
        this.bytes = before.bytes();
        this.objects = before.objects() + before.missing();
    }

    @Override
    public boolean hasNext() {
        boolean more = listing.hasNext();
        if (!more) {
            meter.total(bytes, objects);
        }
        return more;
    }

    @Override
    public ObjectEntry next() {
        ObjectEntry next = listing.next();
        bytes += next.bytes();
        objects++;
        return next;
    }
}
