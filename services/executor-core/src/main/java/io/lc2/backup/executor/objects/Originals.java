package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.ObjectContent;
import io.lc2.backup.executor.spi.ObjectEntry;
import io.lc2.backup.executor.spi.ObjectHead;
import io.lc2.backup.executor.spi.ObjectVersions;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a backup were copied from, as far as the library still has it: what is there, or, where the backup
 * says which version it took, that version. For one thread.
 */
final class Originals {

    private final Place library;
    private final Calls calls;
    private final ReadBack readBack;
    private @Nullable ObjectVersions versions;
    private boolean asked;

    Originals(Place library, Calls calls) {
        this.library = library;
        this.calls = calls;
        this.readBack = new ReadBack(calls);
    }

    /**
     * Reads what was copied.
     *
     * @param hash whether its bytes are read, too; otherwise its checksum is empty
     * @return null when it is gone
     */
    ReadBack.@Nullable Result of(StoredObject object, boolean hash) {
        try {
            Found found = find(object);
            if (found == null || !isSame(object, found.head)) {
                return null;
            }
            if (!hash) {
                return new ReadBack.Result(found.head, "", object.bytes());
            }
            ReadBack.Result read = readBack.read(nameOf(object), found.range, object.bytes());
            // It may have been replaced just now.
            return isSame(object, read.head()) ? read : null;
        } catch (PermanentProviderException e) {
            if (e.code() != FailureCode.OBJECT_NOT_FOUND) {
                throw e;
            }
            return null;
        }
    }

    private @Nullable Found find(StoredObject object) {
        String key = object.key();
        ObjectVersions kept = object.version().isEmpty() ? null : versions();
        if (kept != null) {
            ReadBack.Range version = (from, length) -> kept.read(key, object.version(), from, length);
            return new Found(calls.attempts().call(key, () -> headOf(object, version)), version);
        }
        return calls.attempts()
                .call(key, () -> library.store().head(library.bucket(), key))
                .map(head -> new Found(head, ReadBack.whatIsThere(library, key)))
                .orElse(null);
    }

    /** Asked once, and only where a version has to be looked at. */
    private @Nullable ObjectVersions versions() {
        if (!asked) {
            String bucket = library.bucket();
            versions = calls.attempts()
                    .call(bucket, () -> library.store().versions(bucket))
                    .orElse(null);
            asked = true;
        }
        return versions;
    }

    private ObjectHead headOf(StoredObject object, ReadBack.Range range) {
        try (ObjectContent nothing = range.open(0, 0)) {
            return nothing.head();
        } catch (IOException e) {
            throw Breaks.connection(nameOf(object), e);
        }
    }

    private String nameOf(StoredObject object) {
        return library.bucket() + "/" + object.key()
                + (object.version().isEmpty() ? "" : ", version " + object.version());
    }

    /** Manifests of old versions say nothing of the time of change. */
    private static boolean isSame(StoredObject object, ObjectHead source) {
        ObjectEntry entry = source.entry();
        return object.modifiedAt() == null ? entry.etag().equals(object.etag()) : object.isOf(entry);
    }

    private record Found(ObjectHead head, ReadBack.Range range) {}
}
