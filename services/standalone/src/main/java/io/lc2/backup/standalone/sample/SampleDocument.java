package io.lc2.backup.standalone.sample;

/**
 * One version of a document: a row of {@code DLFileVersion} and, unless it was made by Liferay itself, the object it
 * refers to.
 *
 * @param entryId its {@code DLFileEntry}
 * @param versionId its {@code DLFileVersion}
 * @param folderId its {@code DLFolder}; 0 when it is in none
 * @param storeName what its store calls it: {@code DLFileEntry.name}
 * @param name file name, with whatever characters people use
 * @param version version label
 * @param storeUuid what tells its object from that of another version with the same label; may be empty
 * @param latest whether it is the newest version of its entry
 * @param object where its bytes are
 */
record SampleDocument(
        long entryId,
        long versionId,
        long folderId,
        String storeName,
        String name,
        String version,
        String storeUuid,
        boolean latest,
        SampleObject object) {

    String treePath() {
        return folderId == 0 ? "/" : "/" + folderId + "/";
    }

    String extension() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
