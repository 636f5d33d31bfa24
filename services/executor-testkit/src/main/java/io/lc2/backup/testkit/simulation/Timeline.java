package io.lc2.backup.testkit.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Virtual time and chance: what happens next, one after the other; of two at one instant the one planned first. */
final class Timeline {

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final SplittableRandom random;
    private long now;
    private long planned;

    Timeline(SplittableRandom random) {
        this.random = random;
    }

    /** Milliseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long millis, Runnable what) {
        queue.add(new Happening(now + millis, planned++, what));
    }

    /** Lets one thing happen. */
    boolean step() {
        Happening next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.at();
        next.what().run();
        return true;
    }

    /** A number from {@code from} to {@code to}, both included. */
    long between(long from, long to) {
        return from + random.nextLong(to - from + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    SplittableRandom random() {
        return random;
    }

    private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
