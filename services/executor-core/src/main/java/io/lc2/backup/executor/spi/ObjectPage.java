package io.lc2.backup.executor.spi;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param entries in ascending order of the UTF-8 bytes of their keys
 * @param more whether keys come after the last entry
 */
public record ObjectPage(List<ObjectEntry> entries, boolean more) {

    public ObjectPage {
        entries = List.copyOf(entries);
    }
}
