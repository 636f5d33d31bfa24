package io.lc2.backup.testkit;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a bucket of an {@link InMemoryStore} keeps of what was. */
final class InMemoryVersions implements ObjectVersions {

    private final Map<String, InMemoryStore.Stored> current;
    private final NavigableMap<String, List<Kept>> objects = new TreeMap<>(KeyOrder.ASCENDING);
    private long count;

    /**
     * Keeps nothing yet.
     *
     * @param current what the bucket holds now
     */
    InMemoryVersions(Map<String, InMemoryStore.Stored> current) {
        this.current = current;
    }

    synchronized void written(InMemoryStore.Stored stored) {
        ObjectEntry entry = stored.head().entry();
        ObjectEntry version =
                new ObjectEntry(entry.key(), entry.bytes(), entry.etag(), entry.lastModified(), "v" + ++count);
        ofKey(entry.key()).addFirst(new Kept(new Version(version, false), stored));
    }

    synchronized void deleted(String key, Instant when) {
        ofKey(key).addFirst(new Kept(new Version(new ObjectEntry(key, 0, "", when, "v" + ++count), true), null));
    }

    /** Forgets what is not there any more. */
    synchronized void forgetOld(String key) {
        List<Kept> kept = ofKey(key);
        kept.subList(1, kept.size()).clear();
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public synchronized void delete(List<ObjectEntry> versions) {
        for (ObjectEntry version : versions) {
            List<Kept> kept = ofKey(version.key());
            kept.removeIf(one -> one.version().object().equals(version));
            // As S3 has it: what is the newest version then is the object.
            if (kept.isEmpty() || kept.getFirst().version().deleted()) {
                current.remove(version.key());
            } else {
                current.put(version.key(), kept.getFirst().stored());
            }
        }
    }

    @Override
    public synchronized Page list(String prefix, @Nullable Position after, int limit) {
        List<Version> page = new ArrayList<>();
        for (Kept kept : following(prefix, after)) {
            if (page.size() == limit) {
                ObjectEntry last = page.getLast().object();
                return new Page(page, new Position(last.key(), last.version()));
            }
            page.add(kept.version());
        }
        return new Page(page, null);
    }

    private List<Kept> following(String prefix, @Nullable Position after) {
        List<Kept> following = new ArrayList<>();
        objects.forEach((key, all) -> {
            if (key.startsWith(prefix)) {
                following.addAll(after == null ? all : rest(key, all, after));
            }
        });
        return following;
    }

    private static List<Kept> rest(String key, List<Kept> all, Position after) {
        int order = KeyOrder.compare(key, after.key());
        if (order != 0 || after.version().isEmpty()) {
            return order > 0 ? all : List.of();
        }
        return all.stream()
                .dropWhile(kept -> !kept.version().object().version().equals(after.version()))
                .skip(1)
                .toList();
    }

    @Override
    public synchronized ObjectContent read(String key, String version, long from, long length) {
        InMemoryStore.Stored stored = required(key, version);
        return new ObjectContent(stored.head(), stored.slice(from, length));
    }

    synchronized InMemoryStore.Stored required(String key, String version) {
        return ofKey(key).stream()
                .filter(kept -> kept.version().object().version().equals(version))
                .map(Kept::stored)
                .findFirst()
                .orElseThrow(() -> new PermanentProviderException(
                        FailureCode.OBJECT_NOT_FOUND, key + " has no version " + version, "Look for it.", null));
    }

    private List<Kept> ofKey(String key) {
        return objects.computeIfAbsent(key, absent -> new ArrayList<>());
    }

    private record Kept(Version version, InMemoryStore.@Nullable Stored stored) {}
}
