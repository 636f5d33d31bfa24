package io.lc2.backup.messaging.topics;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.messaging.headers.CloudEventHeaders;
import io.lc2.backup.messaging.headers.TraceParent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the outside of a record says, all of it derived from the value.
 *
 * @param key key of the record
 * @param project whose; decides the partition
 * @param id the same for every repetition of the same thing
 * @param type full name of the record type
 * @param subject the operation it is about
 * @param time when it happened
 * @param audience whose executor writes or answers it, as {@link #nameOf} spells it, or {@link #SCHEDULER}
 */
public record Envelope(
        String key, ProjectId project, String id, String type, String subject, Instant time, String audience) {

    /** In the place of a provider on what only the scheduler writes or answers, so that executors skip it undecoded. */
    public static final String SCHEDULER = "scheduler";

    /**
     * Headers of the record.
     *
     * @param source who writes, for example {@code /lc2/executor-local}
     * @param trace the trace it belongs to; null when none
     */
    public CloudEventHeaders headers(String source, @Nullable TraceParent trace) {
        return new CloudEventHeaders(id, type, source, time, subject, trace, audience);
    }

    /** The provider as names of topics, headers and requests spell it, for example {@code local}. */
    public static String nameOf(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
