package io.lc2.backup.executor.objects;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Version 1 of {@code objects.avro}: an Avro container of {@code LibraryObject}s, closed by one {@code LibraryEnd}. */
final class ObjectManifestFormat {

    static final String VERSION_KEY = "lc2.objects.version";
    static final int VERSION = LibraryManifest.FORMAT_VERSION;
    /** In a part of a manifest: what the parts before it hold. */
    static final String BEFORE_KEY = "lc2.objects.before";

    static final Schema SCHEMA = load();
    static final Schema OBJECT = SCHEMA.getTypes().get(0);
    static final Schema END = SCHEMA.getTypes().get(1);

    private ObjectManifestFormat() {}

    static PermanentProviderException damaged(String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.MANIFEST_INVALID,
                "the object manifest is damaged: " + what,
                "Restore from another backup, and verify this one to see what else is damaged.",
                cause);
    }

    private static Schema load() {
        try (InputStream in = ObjectManifestFormat.class.getResourceAsStream("objects-v1.avsc")) {
            return new Schema.Parser().parse(Objects.requireNonNull(in, "objects-v1.avsc is part of this module"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
