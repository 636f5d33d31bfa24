package io.lc2.backup.catalog.health;

/** The metrics of the catalog beside those of its libraries; names are contracts. */
enum CatalogMetric {
    FOLD_CHANGES("lc2.catalog.fold.changes", "Entries changed by the fold; its rate is that of the log"),
    PROJECTION_RECORDS("lc2.catalog.projection.records", "Records written to PostgreSQL"),
    PROJECTION_LAG("lc2.catalog.projection.lag.records", "Records the projection is behind the log"),
    PROJECTION_ALIVE("lc2.catalog.projection.alive", "1 while the projection runs, 0 while it waits after a failure"),
    ARCHIVE_RECORDS("lc2.catalog.archive.records", "Records of the log copied into object storage"),
    ARCHIVE_FAILURES("lc2.catalog.archive.failures", "Attempts to copy the log that failed"),
    ARCHIVE_LAST(
            "lc2.catalog.archive.last.seconds",
            "Up to when the whole log is in object storage, in seconds since 1970; no number before the first pass");

    private final String meterName;
    private final String meaning;

    CatalogMetric(String meterName, String meaning) {
        this.meterName = meterName;
        this.meaning = meaning;
    }

    String meterName() {
        return meterName;
    }

    String meaning() {
        return meaning;
    }
}
