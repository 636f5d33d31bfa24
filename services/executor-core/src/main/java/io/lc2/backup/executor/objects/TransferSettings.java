package io.lc2.backup.executor.objects;

import java.time.Duration;

/**
 * How objects are copied; the defaults suit any library.
 *
 * @param window objects begun beyond the first unfinished one: large enough that one big object does not hold up the small
 *     ones after it, small enough to cost only a few megabytes
 * @param partObjects objects after which the finished part of a manifest is put into safety
 * @param partAge time after which it is put into safety; a crash costs no more work than this
 * @param attempts how often one call is tried
 * @param firstPause wait after its first failure, doubled after each further one
 */
public record TransferSettings(int window, int partObjects, Duration partAge, int attempts, Duration firstPause) {

    /** What is used unless told otherwise. */
    public static final TransferSettings DEFAULT =
            new TransferSettings(4096, 50_000, Duration.ofSeconds(30), 5, Duration.ofMillis(200));

    public TransferSettings {
        if (window < 1 || partObjects < 1 || attempts < 1) {
            throw new IllegalArgumentException("window, partObjects and attempts must be positive");
        }
    }
}
