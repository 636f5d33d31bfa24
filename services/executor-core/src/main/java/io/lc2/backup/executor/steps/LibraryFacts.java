package io.lc2.backup.executor.steps;

/** Names of the facts that describe the copy of a library. */
final class LibraryFacts {

    static final String PATH = "objectManifest";
    static final String FILE_BYTES = "objectManifestBytes";
    static final String SHA256 = "objectManifestSha256";
    static final String MISSING = "missingObjects";

    /** How many objects this backup copied itself; says at the same time that its objects lie in the pool. */
    static final String COPIED = "copiedObjects";

    static final String COPIED_BYTES = "copiedBytes";

    private LibraryFacts() {}
}
