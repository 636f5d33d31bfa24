package io.lc2.backup.standalone.sample;

/**
 * One version of a document: a row of {@code DLFileVersion} and, unless it was made by Liferay itself, the object it
 * refers to.
 *
 * @param entryId its {@code DLFileEntry}
 * @param versionId its {@code DLFileVersion}
 * @param folderId its {@code DLFolder}
 * @param name file name, with whatever characters people use
 * @param version version label
 * @param latest whether it is the newest version of its entry
 * @param object where its bytes are
 */
record SampleDocument(
        long entryId, long versionId, long folderId, String name, String version, boolean latest, SampleObject object) {

    String extension() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
