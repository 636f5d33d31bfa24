package io.lc2.backup.messaging.topics;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import java.time.Instant;
import java.util.Locale;

/**
 * What the outside of a record says, all of it derived from the value.
 *
 * @param key key of the record
 * @param project whose; decides the partition
 * @param id the same for every repetition of the same thing
 * @param type full name of the record type
 * @param subject the operation it is about
 * @param time when it happened
 * @param provider whose executor writes or answers it
 */
public record Envelope(
        String key, ProjectId project, String id, String type, String subject, Instant time, Provider provider) {

    /** The provider as names of topics, headers and requests spell it, for example {@code local}. */
    public static String nameOf(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
