package io.lc2.backup.domain.request;

import java.util.List;

/**
 * The document library to back up.
 *
 * @param type kind of storage
 * @param store name of a configured store; empty means the one named like the type
 * @param bucket bucket, container or folder
 * @param includePaths only keys below these prefixes; empty means all
 * @param excludePaths keys below these prefixes are left out
 * @param excludePatterns keys matching one of these globs are left out ({@code *} also matches {@code /})
 * @param excludeGeneratedFiles leave out what the application makes again by itself (R-20 … R-22)
 * @param parallelTransfer copy several objects at once
 * @param maxConcurrency how many at most, 1–64
 * @param incremental copy only what is new or has changed since an earlier backup of the same source; every backup can
 *     be restored from its own manifest either way
 */
public record StorageSource(
        StorageType type,
        String store,
        String bucket,
        List<String> includePaths,
        List<String> excludePaths,
        List<String> excludePatterns,
        boolean excludeGeneratedFiles,
        boolean parallelTransfer,
        int maxConcurrency,
        boolean incremental) {

    public StorageSource {
        store = store.isEmpty() ? type.wireName() : store;
        includePaths = List.copyOf(includePaths);
        excludePaths = List.copyOf(excludePaths);
        excludePatterns = List.copyOf(excludePatterns);
    }

    /** The same source, copied incrementally or in full. */
    public StorageSource withIncremental(boolean wanted) {
        return new StorageSource(
                type,
                store,
                bucket,
                includePaths,
                excludePaths,
                excludePatterns,
                excludeGeneratedFiles,
                parallelTransfer,
                maxConcurrency,
                wanted);
    }

    /** How many objects may be under way at once. */
    public int concurrency() {
        return parallelTransfer ? maxConcurrency : 1;
    }
}
