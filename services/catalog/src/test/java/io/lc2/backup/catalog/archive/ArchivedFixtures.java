package io.lc2.backup.catalog.archive;

/** Puts files into an archive, for tests of who reads them. */
public final class ArchivedFixtures {

    private ArchivedFixtures() {}

    public static void put(ArchiveSettings settings, ArchiveFile file) {
        ArchiveFiles.put(settings.store(), settings.bucket(), file);
    }
}
