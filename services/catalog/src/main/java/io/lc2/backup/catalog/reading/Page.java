package io.lc2.backup.catalog.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items in order
 * @param nextPageToken asks for the next part; null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {}
