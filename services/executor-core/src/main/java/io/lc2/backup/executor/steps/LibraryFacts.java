package io.lc2.backup.executor.steps;

/** Names of the facts that describe the copy of a library. */
final class LibraryFacts {

    static final String PATH = "objectManifest";
    static final String FILE_BYTES = "objectManifestBytes";
    static final String SHA256 = "objectManifestSha256";
    static final String MISSING = "missingObjects";
    /** Objects that came after T0. */
    static final String EXTRA = "extraObjects";
    /** The instant whose state the library has; not said when every object is as it was when it was copied. */
    static final String AS_OF = "libraryAsOf";

    /** How many objects this backup copied itself; says at the same time that its objects lie in the pool. */
    static final String COPIED = "copiedObjects";

    static final String COPIED_BYTES = "copiedBytes";

    /** Of a purge: shared objects that were removed, for nothing needs them any more. */
    static final String COLLECTED = "collectedObjects";

    static final String COLLECTED_BYTES = "collectedBytes";
    /** Of a purge: shared objects that nothing needs and that wait for their time of grace. */
    static final String UNNEEDED = "unneededObjects";

    private LibraryFacts() {}
}
