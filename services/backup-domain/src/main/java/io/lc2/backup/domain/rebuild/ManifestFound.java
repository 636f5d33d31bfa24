package io.lc2.backup.domain.rebuild;

/** What was found in the bucket where the manifest of a backup must be. */
public sealed interface ManifestFound {

    /** Neither a manifest nor anything else of this backup. */
    record Nothing() implements ManifestFound {}

    /** Files of the backup, but no manifest: it was never complete, or is being removed. */
    record FilesOnly() implements ManifestFound {}

    /** A manifest that says what it must. */
    record Sound(StoredBackup backup) implements ManifestFound {}

    /**
     * A manifest that cannot be relied upon.
     *
     * @param why what is wrong with it
     */
    record Damaged(String why) implements ManifestFound {}
}
