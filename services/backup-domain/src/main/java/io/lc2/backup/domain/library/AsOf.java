package io.lc2.backup.domain.library;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version of one object a backup as of T0 holds, where the bucket keeps versions: the one that was there at T0,
 * also when it was replaced or deleted since. An object that came later is taken too, as an extra one, unless it has come
 * and gone meanwhile: extra objects are acceptable, missing ones are not.
 *
 * <p>The clock that dates versions is not the one T0 was read from, and it may tell whole seconds only. In doubt, within
 * {@link #CLOCKS_DIFFER}, the object is taken: a deletion shortly before T0 may have come after it, and what came and went
 * shortly after T0 may have been there.
 *
 * <p>It sees the versions of one object one after the other, the newest first, and remembers two of them, however many there
 * are.
 *
 * @param time T0, in whole seconds
 * @param exists whether the object exists now; null before the first version
 * @param since the oldest version seen that came after T0; null when there is none
 * @param sinceTime when that was
 * @param there the version that was there at T0; null when none is known
 * @param decided whether older versions can change nothing any more
 * @param <T> what stands for a version
 */
public record AsOf<T>(
        Instant time,
        @Nullable Boolean exists,
        @Nullable T since,
        Instant sinceTime,
        @Nullable T there,
        boolean decided) {

    /** How far the two clocks may be apart. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /**
     * Before the first version of an object.
     *
     * @param time T0
     */
    public static <T> AsOf<T> at(Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        return new AsOf<>(second, null, null, second, null, false);
    }

    /**
     * Looks at the next older version.
     *
     * @param modifiedAt when it came, as the store says
     * @param deleted whether it is a delete marker
     */
    public AsOf<T> with(T version, Instant modifiedAt, boolean deleted) {
        if (decided) {
            return this;
        }
        boolean existsNow = exists == null ? !deleted : exists;
        Instant second = modifiedAt.truncatedTo(ChronoUnit.SECONDS);
        if (isExtra(second, time)) {
            return deleted
                    ? new AsOf<>(time, existsNow, since, sinceTime, null, false)
                    : new AsOf<>(time, existsNow, version, second, null, false);
        }
        if (!deleted) {
            return new AsOf<>(time, existsNow, since, sinceTime, version, true);
        }
        boolean goneForCertain = second.isBefore(time.minus(CLOCKS_DIFFER));
        return new AsOf<>(time, existsNow, since, sinceTime, null, goneForCertain);
    }

    /** What the backup holds; empty when nothing of this object. */
    public Optional<T> choice() {
        if (there != null) {
            return Optional.of(there);
        }
        boolean wanted = Boolean.TRUE.equals(exists) || !sinceTime.isAfter(time.plus(CLOCKS_DIFFER));
        return wanted ? Optional.ofNullable(since) : Optional.empty();
    }

    /**
     * Whether an object is an extra one: it came after T0, so that nothing of T0 needs it.
     *
     * @param time T0
     */
    public static boolean isExtra(Instant modifiedAt, Instant time) {
        return modifiedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(time.truncatedTo(ChronoUnit.SECONDS));
    }
}
