package io.lc2.backup.domain.plan;

/** Names of facts in a {@link StepResult} that rules depend on; executors may add others. */
public final class Facts {

    /** T0, the instant the data is of, as ISO 8601 in UTC. */
    public static final String DATA_TIME = "dataTime";

    /** Lower-case hexadecimal SHA-256 of the manifest. */
    public static final String MANIFEST_SHA256 = "manifestSha256";

    /** Followed by the name of the source; the value is the name of the new database or bucket. */
    public static final String ENDPOINT_PREFIX = "endpoint.";

    private Facts() {}
}
