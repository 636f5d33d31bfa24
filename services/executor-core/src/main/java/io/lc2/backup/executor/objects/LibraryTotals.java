package io.lc2.backup.executor.objects;

/**
 * How much a library, or a part of it, holds.
 *
 * @param objects objects in the backup
 * @param bytes their bytes
 * @param missing objects that were listed but gone before they could be copied
 * @param extra those of the objects that came after T0
 */
public record LibraryTotals(long objects, long bytes, long missing, long extra) {

    /** Nothing. */
    public static final LibraryTotals NONE = new LibraryTotals(0, 0, 0, 0);

    LibraryTotals plus(StoredObject object) {
        return object.isStored()
                ? new LibraryTotals(objects + 1, bytes + object.bytes(), missing, extra + (object.extra() ? 1 : 0))
                : new LibraryTotals(objects, bytes, missing + 1, extra);
    }

    LibraryTotals plus(LibraryTotals other) {
        return new LibraryTotals(
                objects + other.objects, bytes + other.bytes, missing + other.missing, extra + other.extra);
    }

    String asText() {
        return objects + "," + bytes + "," + missing + "," + extra;
    }

    /** Reads {@link #asText}; throws an {@link IllegalArgumentException} when it is something else. */
    static LibraryTotals parse(String text) {
        String[] parts = text.split(",", -1);
        // Parts of manifests of versions 1 and 2 do not count the extra ones.
        if (parts.length != 3 && parts.length != 4) {
            throw new IllegalArgumentException("three or four numbers make totals");
        }
        return new LibraryTotals(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts.length == 4 ? Long.parseLong(parts[3]) : 0);
    }

    @Override
    public String toString() {
        return objects + " objects of " + bytes + " bytes (" + missing + " missing, " + extra + " extra)";
    }
}
