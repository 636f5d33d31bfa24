package io.lc2.backup.executor.objects;

import io.lc2.backup.executor.objects.Increment.Earlier;
import io.lc2.backup.executor.spi.KeyOrder;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.PermanentProviderException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of an earlier backup while a listing passes by in the same order. It is a help and no source: whatever is
 * wrong with the earlier backup only means that objects are copied which need not have been.
 */
final class KnownObjects implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnownObjects.class);

    private final @Nullable ReadAhead<StoredObject> earlier;
    private final StoredPresence.Known present;
    private @Nullable StoredObject next;
    private int position = -1;
    private boolean begun;

    private KnownObjects(@Nullable ReadAhead<StoredObject> earlier, StoredPresence.Known present) {
        this.earlier = earlier;
        this.present = present;
    }

    /**
     * Tells which objects of an earlier backup are there with their size, having compared the checksum of its manifest; null
     * when there is none, or it is damaged or gone.
     */
    static StoredPresence.@Nullable Known present(@Nullable Earlier earlier, Calls calls) {
        if (earlier == null) {
            return null;
        }
        try {
            return new StoredPresence(earlier.folder(), earlier.manifest(), calls).known();
        } catch (PermanentProviderException e) {
            warn(e);
            return null;
        }
    }

    /**
     * Begins to read. It waits for nothing: who ends the waiting must be able to close what was begun.
     *
     * @param present what {@link #present(Earlier, Calls)} found
     */
    static KnownObjects of(@Nullable Earlier earlier, StoredPresence.@Nullable Known present, Calls calls) {
        if (earlier == null || present == null) {
            return nothing();
        }
        try {
            ObjectManifestReader reader = earlier.manifest().open(earlier.folder(), calls);
            return new KnownObjects(new ReadAhead<>(reader, calls.halt()), present);
        } catch (PermanentProviderException e) {
            warn(e);
            return nothing();
        }
    }

    private static KnownObjects nothing() {
        return new KnownObjects(null, (position, object) -> false);
    }

    /** Whether there is no earlier backup, or none that can be read. */
    boolean isNothing() {
        return earlier == null;
    }

    /**
     * The same version of an object in the pool; null when it is not known to be there.
     *
     * @param listed comes after the one asked for before
     */
    @Nullable StoredObject same(ObjectEntry listed) {
        if (!begun) {
            begun = true;
            advance();
        }
        while (next != null && KeyOrder.compare(next.key(), listed.key()) < 0) {
            advance();
        }
        return next != null && next.key().equals(listed.key()) && next.isOf(listed) && present.isStored(position, next)
                ? next
                : null;
    }

    private void advance() {
        try {
            next = earlier != null && earlier.hasNext() ? earlier.next() : null;
            position++;
        } catch (PermanentProviderException e) {
            warn(e);
            next = null;
        }
    }

    private static void warn(PermanentProviderException e) {
        LOG.atWarn()
                .addKeyValue("reason", e.getMessage())
                .log("The earlier backup cannot be read; its objects are copied again");
    }

    @Override
    public void close() {
        if (earlier != null) {
            earlier.close();
        }
    }
}
