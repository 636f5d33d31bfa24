package io.lc2.backup.domain.request;

import java.util.Locale;

/** Kinds of object storage a request may name. */
public enum StorageType {
    /** Amazon S3. */
    S3,
    /** Google Cloud Storage. */
    GCS,
    /** Azure Blob Storage. */
    AZURE_BLOB,
    /** Any other S3-compatible server. */
    MINIO,
    /** Files below a folder. */
    FILESYSTEM;

    /** The name in requests and configuration, for example {@code azure-blob}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
