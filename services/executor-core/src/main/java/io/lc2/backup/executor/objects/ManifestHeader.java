package io.lc2.backup.executor.objects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an object manifest says of all its entries.
 *
 * @param storedIn where the objects lie
 * @param asOf the instant whose state of the library it holds; null where there is none: versions are not kept, are
 *     suspended, or were not kept in every attempt
 */
record ManifestHeader(StoredIn storedIn, @Nullable Instant asOf) {

    static final ManifestHeader FULL = new ManifestHeader(StoredIn.FOLDER, null);

    /** The same of another instant. */
    ManifestHeader asOf(@Nullable Instant time) {
        return new ManifestHeader(storedIn, time);
    }
}
