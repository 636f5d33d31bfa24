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
 * What is left of deleted objects in a bucket that keeps versions: there a deletion only hides them, and a purge that stopped
 * at it would leave everything where it was. Nothing happens in other buckets.
 */
public final class HiddenVersions {

    private static final int PAGE = 1000;

    private HiddenVersions() {}

    /**
     * Removes all versions below a prefix for good. Idempotent.
     *
     * @param stop throws to end it between two calls
     */
    public static void removeBelow(ObjectStore store, String bucket, String prefix, Runnable stop) {
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
     * Removes all versions of some objects for good. Idempotent.
     *
     * @param keys ascending, not empty
     */
    static void removeOf(ObjectStore store, String bucket, List<String> keys) {
        store.versions(bucket).ifPresent(versions -> {
            Set<String> wanted = new HashSet<>(keys);
            String first = keys.getFirst();
            // A little before the first one.
            Position next = first.length() < 2 ? null : new Position(first.substring(0, first.length() - 1), "");
            List<Version> found = new ArrayList<>();
            boolean more = true;
            while (more) {
                Page page = versions.list("", next, PAGE);
                page.versions().stream()
                        .filter(version -> wanted.contains(version.object().key()))
                        .forEach(found::add);
                next = page.next();
                more = next != null && KeyOrder.compare(next.key(), keys.getLast()) <= 0;
            }
            for (int from = 0; from < found.size(); from += PAGE) {
                delete(versions, found.subList(from, Math.min(from + PAGE, found.size())));
            }
        });
    }

    private static void delete(ObjectVersions versions, List<Version> some) {
        if (!some.isEmpty()) {
            versions.delete(some.stream().map(Version::object).toList());
        }
    }
}
