package io.lc2.backup.catalog.fold;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for an entry to change; a change nobody waits for costs one look-up. */
public final class EntryChanges implements EntryListener {

    /** One who waits; changes since the last wait are not missed, and several of them wake once. */
    public final class Watch implements AutoCloseable {
        private final String key;
        private final Semaphore changed = new Semaphore(0);

        private Watch(String key) {
            this.key = key;
        }

        /**
         * Waits for a change.
         *
         * @param atMost bound of the wait
         * @return whether there was one
         * @throws InterruptedException when the thread is told to stop
         */
        public boolean await(Duration atMost) throws InterruptedException {
            boolean woken = changed.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
            changed.drainPermits();
            return woken;
        }

        @Override
        public void close() {
            watches.computeIfPresent(key, (k, list) -> {
                list.remove(this);
                return list.isEmpty() ? null : list;
            });
        }
    }

    private final ConcurrentMap<String, List<Watch>> watches = new ConcurrentHashMap<>();

    /**
     * Starts to watch an entry, which need not exist.
     *
     * @param key as {@link io.lc2.backup.catalog.codec.EntryKey#text}
     */
    public Watch watch(String key) {
        Watch watch = new Watch(key);
        watches.compute(key, (k, list) -> {
            List<Watch> all = list == null ? new CopyOnWriteArrayList<>() : list;
            all.add(watch);
            return all;
        });
        return watch;
    }

    @Override
    public void changed(String key) {
        List<Watch> list = watches.get(key);
        if (list != null) {
            list.forEach(watch -> watch.changed.release());
        }
    }
}
