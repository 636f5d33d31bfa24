package io.lc2.backup.local.files;

import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of listings. A walk that ended with a page is kept for the next one, so that a large folder is not read again for
 * every thousand of its files; it is used only if no folder on its way has changed.
 */
final class FileListings {

    private static final int MOST_WALKS = 8;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<Position, Merged> parked = new LinkedHashMap<>();

    FileListings(InstantSource clock) {
        this.clock = clock;
    }

    ObjectPage page(Path bucket, String prefix, String startAfter, int limit) throws IOException {
        Merged walk = resume(new Position(bucket, prefix, startAfter));
        List<ObjectEntry> entries = new ArrayList<>(limit);
        ObjectEntry entry = walk.peek();
        while (entry != null && entries.size() < limit) {
            entries.add(entry);
            walk.take();
            entry = walk.peek();
        }
        if (entry != null) {
            park(new Position(bucket, prefix, entries.getLast().key()), walk);
        }
        return new ObjectPage(entries, entry != null);
    }

    private Merged resume(Position position) throws IOException {
        Merged walk;
        synchronized (parked) {
            walk = parked.remove(position);
        }
        Instant now = clock.instant();
        return walk != null && walk.isFresh(now) ? walk : new Merged(position, now);
    }

    private void park(Position position, Merged walk) {
        synchronized (parked) {
            parked.put(position, walk);
            if (parked.size() > MOST_WALKS) {
                parked.remove(parked.keySet().iterator().next());
            }
        }
    }

    /**
     * Where a page begins.
     *
     * @param bucket folder of the bucket
     * @param prefix as asked for
     * @param startAfter as asked for
     */
    private record Position(Path bucket, String prefix, String startAfter) {}

    /** Ordinary and odd keys of a bucket as one sequence. */
    private static final class Merged {

        private final Position position;
        private final Instant begun;
        private final FileWalk ordinary;
        private final @Nullable FileWalk odd;
        private @Nullable ObjectEntry nextOdd;
        private boolean fromOdd;

        Merged(Position position, Instant now) throws IOException {
            this.position = position;
            this.begun = now;
            this.ordinary = new FileWalk(position.bucket(), position.prefix(), position.startAfter(), now, true);
            Path area = position.bucket().resolve(FileKeys.ODD);
            this.odd = Files.isDirectory(area) ? new FileWalk(area, "", "", now, false) : null;
        }

        boolean isFresh(Instant now) throws IOException {
            return now.isBefore(begun.plus(LONGEST_PAUSE))
                    && odd == null
                    && !Files.isDirectory(position.bucket().resolve(FileKeys.ODD))
                    && !ordinary.isStale();
        }

        @Nullable ObjectEntry peek() throws IOException {
            FileWalk.Found found = ordinary.peek();
            FileVersion version = found == null ? null : found.version();
            ObjectEntry first = found == null || version == null ? null : version.entry(found.relative());
            ObjectEntry second = peekOdd();
            fromOdd = second != null && (first == null || KeyOrder.compare(second.key(), first.key()) < 0);
            return fromOdd ? second : first;
        }

        void take() {
            if (fromOdd) {
                nextOdd = null;
            } else {
                ordinary.take();
            }
        }

        private @Nullable ObjectEntry peekOdd() throws IOException {
            while (odd != null && nextOdd == null) {
                FileWalk.Found found = odd.peek();
                if (found == null) {
                    return null;
                }
                odd.take();
                String key = FileKeys.keyOfOdd(found.relative());
                FileVersion version = found.version();
                if (key != null
                        && version != null
                        && key.startsWith(position.prefix())
                        && KeyOrder.compare(key, position.startAfter()) > 0) {
                    nextOdd = version.entry(key);
                }
            }
            return nextOdd;
        }
    }
}
