package io.lc2.backup.commandapi.kafka;

import io.lc2.backup.commandapi.deadletters.Letter;
import io.lc2.backup.commandapi.deadletters.LetterPage;
import io.lc2.backup.commandapi.deadletters.PageToken;
import io.lc2.backup.commandapi.kafka.LetterReader.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all partitions from their ends backwards, a small window of each at a time, and merges them by time. Kafka
 * only reads forwards, and the topic may hold more than fits into memory.
 */
final class NewestFirst {

    /** Offsets of one partition that are read at once. */
    private static final int WINDOW = 25;

    /** Records one page looks at; then it ends early and tells where to go on. */
    private static final int MOST_RECORDS = 5_000;

    private final LetterReader reader;
    private final List<Cursor> cursors = new ArrayList<>();
    private int looked;
    private boolean found;

    NewestFirst(LetterReader reader, @Nullable PageToken from) {
        this.reader = reader;
        reader.everything().forEach((partition, all) -> {
            long below = from == null ? all.to() : from.below().getOrDefault(partition, all.from());
            cursors.add(new Cursor(partition, all.from(), Math.min(below, all.to())));
        });
    }

    /** The next letters of records of the topic. */
    LetterPage page(@Nullable String topic, int size) {
        List<Letter> items = new ArrayList<>();
        boolean goOn = fill();
        while (goOn && items.size() < size) {
            Cursor newest = cursors.stream()
                    .filter(cursor -> !cursor.window.isEmpty())
                    .max(Comparator.comparing(cursor -> cursor.window.getFirst().setAsideAt()))
                    .orElse(null);
            if (newest != null) {
                Letter letter = newest.window.removeFirst();
                if (topic == null || topic.equals(letter.topic())) {
                    items.add(letter);
                }
            }
            goOn = cursors.stream().anyMatch(Cursor::hasMore) && fill();
        }
        return new LetterPage(items, next());
    }

    /** Reads the next window of each partition that has none; false when no more may be read. */
    private boolean fill() {
        Map<Integer, Range> wanted = new HashMap<>();
        cursors.stream().filter(Cursor::needsMore).forEach(cursor -> wanted.put(cursor.partition, cursor.nextWindow()));
        if (wanted.isEmpty()) {
            return true;
        }
        if (looked > MOST_RECORDS) {
            return false;
        }
        Map<Integer, Deque<Letter>> read = new HashMap<>();
        boolean complete = reader.read(wanted, record -> {
            looked++;
            Letters.of(record)
                    .ifPresent(letter -> read.computeIfAbsent(record.partition(), key -> new ArrayDeque<>())
                            .addFirst(letter));
        });
        if (!complete) {
            if (!found) {
                throw new TimeoutException("no dead letters within the time for it");
            }
            return false;
        }
        found = true;
        cursors.stream()
                .filter(cursor -> wanted.containsKey(cursor.partition))
                .forEach(cursor -> cursor.take(read.getOrDefault(cursor.partition, new ArrayDeque<>())));
        return true;
    }

    private @Nullable PageToken next() {
        SortedMap<Integer, Long> below = new TreeMap<>();
        cursors.stream().filter(Cursor::hasMore).forEach(cursor -> below.put(cursor.partition, cursor.position()));
        return below.isEmpty() ? null : new PageToken(below);
    }

    /** How far one partition was read. */
    private static final class Cursor {

        private final int partition;
        private final long begin;
        private long unread;
        private Deque<Letter> window = new ArrayDeque<>();

        Cursor(int partition, long begin, long unread) {
            this.partition = partition;
            this.begin = begin;
            this.unread = unread;
        }

        boolean hasMore() {
            return !window.isEmpty() || unread > begin;
        }

        boolean needsMore() {
            return window.isEmpty() && unread > begin;
        }

        Range nextWindow() {
            return new Range(Math.max(begin, unread - WINDOW), unread);
        }

        void take(Deque<Letter> letters) {
            unread = nextWindow().from();
            window = letters;
        }

        long position() {
            return window.isEmpty() ? unread : window.getFirst().id().offset() + 1;
        }
    }
}
