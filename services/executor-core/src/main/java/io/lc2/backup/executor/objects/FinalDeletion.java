package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectVersions.Page;
import io.lc2.backup.executor.spi.ObjectVersions.Position;
import io.lc2.backup.executor.spi.ObjectVersions.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes objects for good: in a bucket that keeps versions a deletion only hides them, and a purge that stopped at it
 * would leave everything where it was.
 */
public final class FinalDeletion {

    private static final int PAGE = 1000;

    private FinalDeletion() {}

    /**
     * Deletes what deletions have hidden below a prefix, and what they have not. Idempotent; nothing happens in a bucket that
     * never kept versions.
     *
     * @param stop throws to end it between two calls
     */
    public static void versionsBelow(ObjectStore store, String bucket, String prefix, Runnable stop) {
        store.versions(bucket).ifPresent(versions -> {
            Position from = null;
            Page page;
            do {
                stop.run();
                page = versions.list(prefix, from, PAGE);
                delete(versions, page.versions());
                // From the beginning again, for a server need not find its way from a version that is gone.
                from = page.versions().isEmpty() ? page.next() : null;
            } while (page.next() != null);
        });
    }

    /** A version below a prefix; empty when there is none. */
    public static Optional<ObjectEntry> anyBelow(ObjectStore store, String bucket, String prefix) {
        return store.versions(bucket)
                .flatMap(versions -> versions.list(prefix, null, 1).versions().stream()
                        .map(Version::object)
                        .findFirst());
    }

    /**
     * Deletes some objects with all their versions. Idempotent. It hides none first: what an interruption leaves is still
     * listed, so that the next one who looks finds it.
     *
     * @param keys ascending, at most 1,000
     */
    static void of(ObjectStore store, String bucket, List<String> keys) {
        Optional<ObjectVersions> kept = store.versions(bucket);
        if (kept.isEmpty()) {
            store.delete(bucket, keys);
        } else if (!keys.isEmpty()) {
            List<Version> found = versionsOf(kept.get(), keys);
            for (int from = 0; from < found.size(); from += PAGE) {
                delete(kept.get(), found.subList(from, Math.min(from + PAGE, found.size())));
            }
        }
    }

    private static List<Version> versionsOf(ObjectVersions versions, List<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        List<Version> found = new ArrayList<>();
        String first = keys.getFirst();
        // A little before the first one.
        Position next = first.length() < 2 ? null : new Position(first.substring(0, first.length() - 1), "");
        boolean more = true;
        while (more) {
            Page page = versions.list("", next, PAGE);
            page.versions().stream()
                    .filter(version -> wanted.contains(version.object().key()))
                    .forEach(found::add);
            next = page.next();
            more = next != null && KeyOrder.compare(next.key(), keys.getLast()) <= 0;
        }
        return found;
    }

    private static void delete(ObjectVersions versions, List<Version> some) {
        if (!some.isEmpty()) {
            versions.delete(some.stream().map(Version::object).toList());
        }
    }
}
