package io.lc2.backup.executor.objects;

/**
 * How many objects are read back, and which.
 *
 * @param objects how many; R-7 asks for ten at least
 * @param seed decides which: the same seed draws the same objects
 */
public record SampleSize(int objects, long seed) {

    private static final int LEAST = 10;

    public SampleSize {
        if (objects < LEAST) {
            throw new IllegalArgumentException("a sample has at least " + LEAST + " objects");
        }
    }
}
