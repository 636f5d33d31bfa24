package io.lc2.backup.standalone.sample;

/**
 * How much sample data is made.
 *
 * @param documents rows of {@code DLFileEntry}; about every fifth has a second version
 * @param articles rows of {@code JournalArticle}, each with a few kilobytes of prose
 * @param auditEvents rows of {@code Audit_AuditEvent}, each with a few hundred bytes of JSON
 * @param contents rows of {@code DLContent}, each with a large object and some with a blob
 * @param users rows of {@code User_}
 * @param largestObject bytes of the largest object in the library
 */
public record SampleSize(int documents, int articles, int auditEvents, int contents, int users, long largestObject) {

    /** A database of more than 200 MB and more than 5,000 objects of up to 64 MB. */
    public static SampleSize demo() {
        return new SampleSize(4_500, 13_000, 160_000, 420, 4_000, 64L << 20);
    }

    /** A few megabytes, for tests. */
    public static SampleSize small() {
        return new SampleSize(60, 150, 1_500, 12, 50, 1L << 20);
    }

    /** The same proportions with this many times the rows; the largest object stays. */
    public SampleSize times(int factor) {
        return new SampleSize(
                documents * factor,
                articles * factor,
                auditEvents * factor,
                contents * factor,
                users * factor,
                largestObject);
    }
}
