package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code objects.avro}: an Avro container of {@code LibraryObject}s, closed by one {@code LibraryEnd}. Version 1 is that of
 * full copies, version 2 that of incremental ones, whose objects lie in the pool; both are written. A reader of version 1
 * would look for pool objects where they are not, so it has to refuse version 2, and does.
 */
enum ObjectManifestFormat {
    /** Every object lies in the folder of the backup. */
    FOLDER(1, StoredObject.FOLDER),
    /** Every object lies in the pool of the environment. */
    POOL(2, ObjectPool.FROM_BACKUP);

    static final String VERSION_KEY = "lc2.objects.version";
    /** In a part of a manifest: what the parts before it hold. */
    static final String BEFORE_KEY = "lc2.objects.before";

    final int version;
    /** What every place begins with, relative to the folder of the backup. */
    final String placesBegin;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes a schema once it is parsed.
    final Schema schema;

    ObjectManifestFormat(int version, String placesBegin) {
        this.version = version;
        this.placesBegin = placesBegin;
        this.schema = load("objects-v" + version + ".avsc");
    }

    Schema object() {
        return schema.getTypes().get(0);
    }

    Schema end() {
        return schema.getTypes().get(1);
    }

    /** The format a file says it has. */
    static ObjectManifestFormat of(@Nullable String version) {
        for (ObjectManifestFormat format : values()) {
            if (String.valueOf(format.version).equals(version)) {
                return format;
            }
        }
        throw new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                "the object manifest has format version " + version + ", this release reads versions 1 to "
                        + LibraryManifest.FORMAT_VERSION,
                "Use a release of LC2 Backup that is at least as new as the one that made the backup.",
                null);
    }

    /** A place as the file says it; one that leads elsewhere is refused, for it could lead to another tenant. */
    String place(String storedAt) {
        if (!storedAt.isEmpty()
                && (!storedAt.startsWith(placesBegin)
                        || storedAt.substring(placesBegin.length()).contains(".."))) {
            throw damaged("it says that something is stored at " + storedAt, null);
        }
        return storedAt;
    }

    static PermanentProviderException damaged(String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                "the object manifest is damaged: " + what,
                "Restore from another backup, and verify this one to see what else is damaged.",
                cause);
    }

    private static Schema load(String name) {
        try (InputStream in = ObjectManifestFormat.class.getResourceAsStream(name)) {
            return new Schema.Parser().parse(Objects.requireNonNull(in, () -> name + " is part of this module"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
