package io.lc2.backup.chaos.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be broken. */
public enum FaultKind {
    /** The executor that runs the step is killed, and started again at once or after the other one has taken over. */
    KILL,
    /** The executor that runs the step is frozen for longer than its session, then goes on as a zombie. */
    STOP,
    /** Both executors are killed. */
    BLACKOUT,
    /** The executor that runs the step runs out of memory. */
    OOM,
    /** The disk below the S3 server, or below the PostgreSQL that is restored to, is full for a while. */
    DISK,
    /** The broker is killed, or frozen, and comes back. */
    BROKER,
    /** The schema registry is away; half the time the executor is killed meanwhile and must start without it. */
    REGISTRY,
    /** The catalog's PostgreSQL is away. */
    CATALOG_DB,
    /** The PostgreSQL that is backed up and restored to is restarted. */
    SOURCE_DB,
    /** The S3 server refuses most requests. */
    S3_503,
    /** The S3 server is slow. */
    S3_SLOW,
    /** Connections to the S3 server break, before or after the server has done what it was asked. */
    S3_CUT;

    /** The name at the command line, for example {@code s3-503}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this name. */
    public static FaultKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + wireName + "; there are "
                        + Arrays.stream(values()).map(FaultKind::wireName).collect(Collectors.joining(", "))));
    }
}
