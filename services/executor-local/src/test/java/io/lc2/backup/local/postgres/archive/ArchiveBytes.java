package io.lc2.backup.local.postgres.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes archives as pg_dump of several versions does to a pipe, following pg_backup_archiver.c. */
final class ArchiveBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int minor;

    ArchiveBytes(int minor, List<TocEntry> entries) {
        this.minor = minor;
        bytes.writeBytes(new byte[] {'P', 'G', 'D', 'M', 'P', 1, (byte) minor, 0, 4, 8, 1});
        if (minor >= 15) {
            bytes.write(0);
        } else {
            number(0);
        }
        for (int field = 0; field < 7; field++) {
            number(field);
        }
        text("lportal").text("15.18").text("15.18 (Debian)");
        number(entries.size());
        entries.forEach(this::entry);
    }

    ArchiveBytes number(int value) {
        bytes.write(value < 0 ? 1 : 0);
        int magnitude = Math.abs(value);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(magnitude >>> shift);
        }
        return this;
    }

    ArchiveBytes block(int type, int dumpId) {
        bytes.write(type);
        return number(dumpId);
    }

    ArchiveBytes chunk(String content) {
        return text(content);
    }

    ArchiveBytes end() {
        return number(0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private ArchiveBytes text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    private void entry(TocEntry entry) {
        number(entry.dumpId()).number(entry.hasData() ? 1 : 0);
        text("1259").text("4711").text(entry.name()).text(entry.kind()).number(3);
        text("CREATE …").text("DROP …").text("COPY …").text(entry.schema()).text("");
        if (minor >= 14) {
            text("heap");
        }
        if (minor >= 16) {
            number('r');
        }
        text("lc2").text("false");
        text("1").text("22").number(-1);
        bytes.write(entry.hasData() ? 1 : 3);
        bytes.writeBytes(new byte[8]);
    }
}
