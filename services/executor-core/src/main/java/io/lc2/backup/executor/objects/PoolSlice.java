package io.lc2.backup.executor.objects;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Some names of a pool that follow one another, by their first 64 bits, and which of them are needed. Eight bytes and a bit
 * per name. Names that share those bits are needed together, which errs on the side of keeping.
 */
final class PoolSlice {

    private final BitSet needed = new BitSet();
    private long[] numbers = new long[1024];
    private int size;

    /** Adds a name that comes after the one before. */
    void add(String name) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = sortable(name);
    }

    int size() {
        return size;
    }

    /** Says that a name is needed; nothing happens when it is not in here. */
    void need(String name) {
        long number = sortable(name);
        int at = Arrays.binarySearch(numbers, 0, size, number);
        if (at < 0) {
            return;
        }
        for (int i = at; i < size && numbers[i] == number; i++) {
            needed.set(i);
        }
        for (int i = at; i >= 0 && numbers[i] == number; i--) {
            needed.set(i);
        }
    }

    /** Whether a name is needed; also when it is not in here, for then nobody has asked about it. */
    boolean isNeeded(String name) {
        int at = Arrays.binarySearch(numbers, 0, size, sortable(name));
        return at < 0 || needed.get(at);
    }

    /** How many of the names are needed. */
    int needed() {
        return needed.cardinality();
    }

    /** Signed order of these is unsigned order of the numbers. */
    private static long sortable(String name) {
        return ObjectPool.number(name) ^ Long.MIN_VALUE;
    }
}
