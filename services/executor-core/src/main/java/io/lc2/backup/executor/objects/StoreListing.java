package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The accepted objects of a bucket in order of their keys, read page by page. */
final class StoreListing implements Iterator<ObjectEntry> {

    private static final int PAGE = 1000;

    private final Pages pages;
    private final KeyFilter filter;
    private final Iterator<String> prefixes;
    private final Halt halt;
    private final String startAfter;

    private String prefix = "";
    private String position;
    private boolean more;
    private Iterator<ObjectEntry> page = Collections.emptyIterator();
    private @Nullable ObjectEntry next;

    /**
     * Begins a listing of what a bucket holds now.
     *
     * @param startAfter only keys after this one; empty for all
     */
    StoreListing(ObjectStore store, String bucket, KeyFilter filter, String startAfter, Calls calls) {
        this(
                (prefix, after) -> calls.attempts().call(prefix + after, () -> store.list(bucket, prefix, after, PAGE)),
                filter,
                startAfter,
                calls);
    }

    /**
     * Begins a listing.
     *
     * @param pages what is listed
     * @param startAfter only keys after this one; empty for all
     */
    StoreListing(Pages pages, KeyFilter filter, String startAfter, Calls calls) {
        this.pages = pages;
        this.filter = filter;
        this.prefixes = filter.prefixes().iterator();
        this.startAfter = startAfter;
        this.position = startAfter;
        this.halt = calls.halt();
    }

    @Override
    public boolean hasNext() {
        while (next == null && advance()) {
            ObjectEntry entry = page.next();
            if (filter.accepts(entry.key())) {
                next = entry;
            }
        }
        return next != null;
    }

    @Override
    public ObjectEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ObjectEntry result = next;
        next = null;
        return result;
    }

    /** Makes sure that the page has an entry; false at the end of the last prefix. */
    private boolean advance() {
        while (!page.hasNext()) {
            if (more) {
                load();
            } else if (prefixes.hasNext()) {
                prefix = prefixes.next();
                position = startAfter;
                load();
            } else {
                return false;
            }
        }
        return true;
    }

    /** Everything that merges listings and manifests rests on this, so a store that orders otherwise is refused. */
    private void requireOrder(List<ObjectEntry> entries) {
        String before = position;
        for (ObjectEntry entry : entries) {
            if (KeyOrder.compare(before, entry.key()) >= 0) {
                throw new PermanentProviderException(
                        FailureCode.NOT_SUPPORTED,
                        "the store lists " + entry.key() + " after " + before
                                + ", which is not the order of their UTF-8 bytes",
                        "Use a server that lists keys in the order S3 does, or exclude one of the two.",
                        null);
            }
            before = entry.key();
        }
    }

    private void load() {
        halt.check();
        ObjectPage loaded = pages.following(prefix, position);
        List<ObjectEntry> entries = loaded.entries();
        requireOrder(entries);
        more = loaded.more() && !entries.isEmpty();
        if (!entries.isEmpty()) {
            position = entries.getLast().key();
        }
        page = entries.iterator();
    }

    /** Where the pages of a listing come from. */
    interface Pages {

        /**
         * The next page; empty at the end only.
         *
         * @param prefix only keys that begin with it
         * @param startAfter only keys after this one
         */
        ObjectPage following(String prefix, String startAfter);
    }
}
