package io.lc2.backup.executor.objects;

/** Where the objects of a backup lie: all of them in one of two places. */
enum StoredIn {
    /** In the folder of the backup. */
    FOLDER("folder", StoredObject.FOLDER),
    /** In the pool of the environment. */
    POOL("pool", ObjectPool.FROM_BACKUP);

    final String wireName;
    /** What every place begins with, relative to the folder of the backup. */
    final String begin;

    StoredIn(String wireName, String begin) {
        this.wireName = wireName;
        this.begin = begin;
    }

    /** A place as a file says it; one that leads elsewhere is refused, for it could lead to another tenant. */
    String require(String storedAt) {
        if (!storedAt.isEmpty()
                && (!storedAt.startsWith(begin)
                        || storedAt.substring(begin.length()).contains(".."))) {
            throw ObjectManifestFormat.damaged("it says that something is stored at " + storedAt, null);
        }
        return storedAt;
    }
}
