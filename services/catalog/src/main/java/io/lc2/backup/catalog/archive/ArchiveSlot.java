package io.lc2.backup.catalog.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file of the archive begins, and thereby what it is called. A topic that is made again under its old name is
 * another log with offsets of its own, so the id that Kafka gave it is part of the name.
 *
 * @param topic name of the topic
 * @param topicId id of the topic, as Kafka writes it
 * @param partition partition
 * @param from first offset it covers, whether a record is there or not
 */
public record ArchiveSlot(String topic, String topicId, int partition, long from) {

    /** Below it lies the whole archive; no project can be called so. */
    public static final String FOLDER = "_catalog/";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern KEY = Pattern.compile(
            FOLDER + "\\d{4}-\\d\\d-\\d\\d/\\d\\d/([a-z-]{1,100})-([A-Za-z0-9_-]{22})-(\\d{1,6})-(\\d{19})\\.avro");

    /** Milliseconds of 9999-12-31T23:59:59.999Z: what comes after it has no date of four digits. */
    private static final long LAST = 253_402_300_799_999L;

    /**
     * The key of its file. It follows from the log alone, so that a file which is made twice is one file.
     *
     * @param timestamp of its first record, in milliseconds; producers may have said anything
     */
    public String key(long timestamp) {
        return FOLDER
                + HOUR.format(Instant.ofEpochMilli(sane(timestamp)))
                + "/%s-%s-%d-%019d.avro".formatted(topic, topicId, partition, from);
    }

    /** The slot of a file; empty when the key is none of the archive's. */
    public static Optional<ArchiveSlot> of(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? Optional.of(new ArchiveSlot(
                        requireNonNull(matcher.group(1)),
                        requireNonNull(matcher.group(2)),
                        Integer.parseInt(requireNonNull(matcher.group(3))),
                        parse(requireNonNull(matcher.group(4)))))
                : Optional.empty();
    }

    /** Whether a record of this time begins a later hour than one of that time. */
    static boolean isLaterHour(long timestamp, long than) {
        String hour = HOUR.format(Instant.ofEpochMilli(sane(timestamp)));
        return hour.compareTo(HOUR.format(Instant.ofEpochMilli(sane(than)))) > 0;
    }

    private static long sane(long timestamp) {
        return timestamp < 0 || timestamp > LAST ? 0 : timestamp;
    }

    /** Nineteen digits may be more than any offset. */
    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
