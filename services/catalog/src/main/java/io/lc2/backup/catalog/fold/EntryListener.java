package io.lc2.backup.catalog.fold;

/** Told by a stream thread that an entry has changed; must return at once. */
@FunctionalInterface
public interface EntryListener {

    /**
     * An entry was put into the store of this instance. The change may still be undone, when its transaction is aborted:
     * it is a reason to look, not a fact.
     *
     * @param key as {@link io.lc2.backup.catalog.codec.EntryKey#text}
     */
    void changed(String key);
}
