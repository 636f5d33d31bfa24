package io.lc2.backup.executor.objects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an object manifest says of all its entries.
 *
 * @param places where the objects lie
 * @param asOf the instant whose state of the library it holds; null where the bucket keeps no versions
 */
record ManifestHeader(Places places, @Nullable Instant asOf) {

    static final ManifestHeader FULL = new ManifestHeader(Places.FOLDER, null);

    /** What goes on in the same places. */
    ManifestHeader asOf(@Nullable Instant time) {
        return new ManifestHeader(places, time);
    }
}
