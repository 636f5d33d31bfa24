package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges the keys that rows refer to with an object manifest, both in order of keys, and counts what became of what. It
 * holds one of each, and a few examples.
 */
final class ReferenceComparison {

    /** Enough to find out what happened, few enough for an event. */
    static final int EXAMPLES = 10;

    private final Iterator<String> references;
    private final KeyFilter filter;
    private final Predicate<String> looksLikeAFile;
    private final List<String> examples = new ArrayList<>();
    private @Nullable String last;
    private String first = "";
    private long present;
    private long missing;
    private long vanished;
    private long leftOut;
    private long extra;
    private long orphans;

    /**
     * Prepares.
     *
     * @param references ascending, may repeat
     * @param filter what the request takes into the backup
     * @param looksLikeAFile tells orphans among the objects that no row refers to
     */
    ReferenceComparison(Iterator<String> references, KeyFilter filter, Predicate<String> looksLikeAFile) {
        this.references = references;
        this.filter = filter;
        this.looksLikeAFile = looksLikeAFile;
    }

    /**
     * Reads both to their ends.
     *
     * @throws PermanentProviderException with {@code VALIDATION_FAILED} when the references are out of order
     */
    ReferenceCounts with(Iterator<StoredObject> objects) {
        String reference = nextReference();
        StoredObject object = ListingComparison.next(objects);
        while (reference != null || object != null) {
            int order = order(reference, object);
            if (order <= 0) {
                countReference(reference, order == 0 ? object : null);
                reference = nextReference();
            }
            if (order >= 0) {
                countObject(object, order > 0);
                object = ListingComparison.next(objects);
            }
        }
        return new ReferenceCounts(
                present + missing, present, missing, vanished, leftOut, extra, orphans, examples, first);
    }

    private void countReference(@Nullable String reference, @Nullable StoredObject object) {
        if (reference == null) {
            return;
        }
        if (object != null && object.isStored()) {
            present++;
            return;
        }
        missing++;
        vanished += object == null ? 0 : 1;
        if (examples.size() < EXAMPLES) {
            examples.add(reference);
        }
    }

    private void countObject(@Nullable StoredObject object, boolean unreferenced) {
        if (object != null && unreferenced && object.isStored()) {
            extra++;
            orphans += looksLikeAFile.test(object.key()) ? 1 : 0;
        }
    }

    /** The next key that is another one and not left out on request. */
    private @Nullable String nextReference() {
        while (references.hasNext()) {
            String next = references.next();
            int order = last == null ? -1 : KeyOrder.compare(last, next);
            if (order > 0) {
                throw new PermanentProviderException(
                        FailureCode.VALIDATION_FAILED,
                        "The keys that rows refer to are out of order at " + next,
                        "Report this; take another backup.",
                        null);
            }
            last = next;
            if (order < 0) {
                first = first.isEmpty() ? next : first;
                if (filter.accepts(next)) {
                    return next;
                }
                leftOut++;
            }
        }
        return null;
    }

    /** Which comes first; the one that is there when the other has ended. */
    private static int order(@Nullable String reference, @Nullable StoredObject object) {
        if (reference == null) {
            return 1;
        }
        return object == null ? -1 : KeyOrder.compare(reference, object.key());
    }
}
