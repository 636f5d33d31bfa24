package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.ObjectVersions.Page;
import io.lc2.backup.executor.spi.ObjectVersions.Position;
import io.lc2.backup.executor.spi.ObjectVersions.Version;
import io.lc2.backup.executor.spi.StepControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects of a bucket for good: where it keeps versions a deletion only hides them, and a purge that stopped
 * at it would leave everything where it was. There nothing is hidden first: what an interruption leaves is still listed, so
 * that the next one who looks finds it. Everything here may be interrupted at any call and repeated.
 */
public final class FinalDeletion {

    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final String bucket;
    private final Calls calls;
    private final @Nullable ObjectVersions versions;

    /**
     * Asks the bucket whether it keeps versions, so that want of a right to ask shows before anything is deleted.
     *
     * @param settings how often a call is tried
     * @param control ends it between two calls
     */
    public FinalDeletion(ObjectStore store, String bucket, TransferSettings settings, StepControl control) {
        this(store, bucket, Calls.of(control, settings));
    }

    FinalDeletion(ObjectStore store, String bucket, Calls calls) {
        this.store = store;
        this.bucket = bucket;
        this.calls = calls;
        this.versions =
                calls.attempts().call(bucket, () -> store.versions(bucket)).orElse(null);
    }

    /**
     * Deletes some objects with all their versions.
     *
     * @param keys ascending, at most 1,000
     */
    public void objects(List<String> keys) {
        objects(keys, () -> {});
    }

    /**
     * Deletes some objects with all their versions.
     *
     * @param keys ascending, at most 1,000
     * @param recheck called right before each deletion; throws to prevent it
     */
    void objects(List<String> keys, Runnable recheck) {
        if (keys.isEmpty()) {
            return;
        }
        if (versions == null) {
            recheck.run();
            delete(keys);
            return;
        }
        List<Version> found = versionsOf(versions, keys);
        // The marks of deletions last: without them what they hide would be there again.
        for (boolean marks : new boolean[] {false, true}) {
            List<ObjectEntry> some = entries(found, version -> version.deleted() == marks);
            for (int from = 0; from < some.size(); from += PAGE) {
                recheck.run();
                delete(versions, some.subList(from, Math.min(from + PAGE, some.size())));
            }
        }
    }

    /**
     * Deletes everything below a prefix with all versions.
     *
     * @param prefix empty for everything in the bucket
     * @param progress told what this call has deleted so far
     * @return what this call has deleted
     */
    public Deleted below(String prefix, Consumer<Deleted> progress) {
        return versions == null ? objectsBelow(prefix, progress) : versionsBelow(versions, prefix, progress);
    }

    /** An object below a prefix, be it hidden; empty when there is none. */
    public Optional<ObjectEntry> anyBelow(String prefix) {
        return versions == null
                ? call(prefix, () -> store.list(bucket, prefix, "", 1)).entries().stream()
                        .findFirst()
                : call(prefix, () -> versions.list(prefix, null, 1)).versions().stream()
                        .map(Version::object)
                        .findFirst();
    }

    private Deleted objectsBelow(String prefix, Consumer<Deleted> progress) {
        Deleted deleted = Deleted.NOTHING;
        String after = "";
        boolean more = true;
        while (more) {
            String begin = after;
            ObjectPage page = call(prefix, () -> store.list(bucket, prefix, begin, PAGE));
            List<String> keys = page.entries().stream().map(ObjectEntry::key).toList();
            if (!keys.isEmpty()) {
                delete(keys);
                after = keys.getLast();
            }
            deleted = deleted.and(page.entries());
            progress.accept(deleted);
            more = page.more();
        }
        return deleted;
    }

    private Deleted versionsBelow(ObjectVersions versions, String prefix, Consumer<Deleted> progress) {
        Deleted deleted = Deleted.NOTHING;
        Position from = null;
        Page page;
        do {
            Position begin = from;
            page = call(prefix, () -> versions.list(prefix, begin, PAGE));
            delete(versions, entries(page.versions(), version -> true));
            deleted = deleted.and(entries(page.versions(), version -> !version.deleted()));
            progress.accept(deleted);
            // From the beginning again, for a server need not find its way from a version that is gone.
            from = page.versions().isEmpty() ? page.next() : null;
        } while (page.next() != null);
        return deleted;
    }

    private List<Version> versionsOf(ObjectVersions versions, List<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        List<Version> found = new ArrayList<>();
        int passed = 0;
        Position next = null;
        while (passed < keys.size()) {
            Position begin = later(before(keys.get(passed)), next);
            Page page = call(keys.get(passed), () -> versions.list("", begin, PAGE));
            page.versions().stream()
                    .filter(version -> wanted.contains(version.object().key()))
                    .forEach(found::add);
            next = page.next();
            // The versions of the key the page ends at may go on.
            while (passed < keys.size() && (next == null || KeyOrder.compare(keys.get(passed), next.key()) < 0)) {
                passed++;
            }
        }
        return found;
    }

    /** A little before a key, so that what lies between two keys is not listed. */
    private static @Nullable Position before(String key) {
        return key.length() < 2 ? null : new Position(key.substring(0, key.length() - 1), "");
    }

    private static @Nullable Position later(@Nullable Position one, @Nullable Position other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return KeyOrder.compare(one.key(), other.key()) > 0 ? one : other;
    }

    private static List<ObjectEntry> entries(List<Version> versions, Predicate<Version> which) {
        return versions.stream().filter(which).map(Version::object).toList();
    }

    private void delete(List<String> keys) {
        var unused = call(keys.getFirst(), () -> {
            store.delete(bucket, keys);
            return keys;
        });
    }

    private void delete(ObjectVersions versions, List<ObjectEntry> some) {
        if (!some.isEmpty()) {
            var unused = call(some.getFirst().key(), () -> {
                versions.delete(some);
                return some;
            });
        }
    }

    private <T> T call(String what, Supplier<T> action) {
        calls.halt().check();
        return calls.attempts().call(what, action);
    }

    /**
     * What was deleted.
     *
     * @param bytes their bytes
     * @param objects how many; each version counts, the mark of a deletion does not
     */
    public record Deleted(long bytes, long objects) {

        static final Deleted NOTHING = new Deleted(0, 0);

        Deleted and(List<ObjectEntry> more) {
            return new Deleted(
                    bytes + more.stream().mapToLong(ObjectEntry::bytes).sum(), objects + more.size());
        }
    }
}
