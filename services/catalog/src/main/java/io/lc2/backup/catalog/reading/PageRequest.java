package io.lc2.backup.catalog.reading;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param size items at most, 1–200
 * @param token where the page before ended; null for the first
 */
public record PageRequest(int size, @Nullable String token) {

    /** The most items of a page. */
    public static final int LARGEST = 200;

    public PageRequest {
        if (size < 1 || size > LARGEST) {
            throw new InvalidQueryException("pageSize", "must be 1-" + LARGEST);
        }
    }
}
