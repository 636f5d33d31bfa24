package io.lc2.backup.local.postgres;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.references.KeyLayout;
import io.lc2.backup.executor.artifacts.ArtifactDescription;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names of a dump's artifacts: after the database and the instant of its snapshot. Attempts of one step have different
 * snapshots, hence different names, so an attempt that is believed dead and still writes cannot touch what its successor
 * writes; which of them counts is what the accepted result says. Should two snapshots ever fall on one microsecond, the
 * second commit is refused and the step tried again.
 */
final class DumpNames {

    static final String MEDIA_TYPE = "application/vnd.postgresql.custom+zstd";

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private DumpNames() {}

    static ArtifactDescription dump(String database, Instant snapshot) {
        return new ArtifactDescription(base(database, snapshot) + ".pgdump.zst", Component.DATABASE, MEDIA_TYPE);
    }

    static ArtifactDescription inventory(String database, Instant snapshot) {
        return new ArtifactDescription(
                base(database, snapshot) + ".inventory.json", Component.DATABASE, Inventory.MEDIA_TYPE);
    }

    static String references(String database, Instant snapshot, KeyLayout layout) {
        return base(database, snapshot) + ".references." + layout.name() + ".zst";
    }

    private static String base(String database, Instant snapshot) {
        return "database/" + safe(database) + "." + INSTANT.format(snapshot);
    }

    /** A name of a database may be anything; a path segment here is letters, digits, underscore and hyphen. */
    private static String safe(String database) {
        StringBuilder safe = new StringBuilder();
        for (byte octet : database.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || character == '_' || character == '-')) {
                safe.append(character);
            } else {
                safe.append(String.format("!%02x", octet & 0xff));
            }
        }
        return safe.toString();
    }
}
