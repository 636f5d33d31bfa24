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
 * {@code objects.avro}: an Avro container of {@code LibraryObject}s, closed by one {@code LibraryEnd}. Version 1 was that of
 * full copies, version 2 that of incremental ones, whose objects lie in the pool; version 3 says in its metadata where they
 * lie and as of when the library is. All are read, the last is written.
 */
enum ObjectManifestFormat {
    V1(1, StoredIn.FOLDER),
    V2(2, StoredIn.POOL),
    V3(3, null);

    /** The one that is written. */
    static final ObjectManifestFormat NEWEST = V3;

    static final String VERSION_KEY = "lc2.objects.version";
    /** Where the objects lie, from version 3 on. */
    static final String PLACES_KEY = "lc2.objects.places";
    /** As of when the library is, where its bucket keeps versions. */
    static final String AS_OF_KEY = "lc2.objects.as-of";
    /** In a part of a manifest: what the parts before it hold. */
    static final String BEFORE_KEY = "lc2.objects.before";

    final int version;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes a schema once it is parsed.
    final Schema schema;

    private final @Nullable StoredIn storedIn;

    ObjectManifestFormat(int version, @Nullable StoredIn storedIn) {
        this.version = version;
        this.storedIn = storedIn;
        this.schema = load("objects-v" + version + ".avsc");
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

    /**
     * Where the objects of a file lie.
     *
     * @param said what its metadata says; null when it says nothing
     */
    StoredIn storedIn(@Nullable String said) {
        if (storedIn != null) {
            return storedIn;
        }
        for (StoredIn one : StoredIn.values()) {
            if (one.wireName.equals(said)) {
                return one;
            }
        }
        throw damaged("it does not say where its objects lie, but " + said, null);
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
