package io.lc2.backup.domain;

/** Where an environment runs and which executor therefore does the work. */
public enum Provider {
    /** Amazon Web Services. */
    AWS,

    /** Google Cloud. */
    GCP,

    /** Microsoft Azure. */
    AZURE,

    /** A laptop or a data centre: PostgreSQL reachable over TCP, S3-compatible or file storage. */
    LOCAL
}
