package io.lc2.backup.executor.objects;

/**
 * How much a library, or a part of it, holds.
 *
 * @param objects objects in the backup
 * @param bytes their bytes
 * @param missing objects that were listed but gone before they could be copied
 */
public record LibraryTotals(long objects, long bytes, long missing) {

    /** Nothing. */
    public static final LibraryTotals NONE = new LibraryTotals(0, 0, 0);

    LibraryTotals plus(StoredObject object) {
        return object.isStored()
                ? new LibraryTotals(objects + 1, bytes + object.bytes(), missing)
                : new LibraryTotals(objects, bytes, missing + 1);
    }

    LibraryTotals plus(LibraryTotals other) {
        return new LibraryTotals(objects + other.objects, bytes + other.bytes, missing + other.missing);
    }

    String asText() {
        return objects + "," + bytes + "," + missing;
    }

    /** Reads {@link #asText}; throws an {@link IllegalArgumentException} when it is something else. */
    static LibraryTotals parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("three numbers make totals");
        }
        return new LibraryTotals(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return objects + " objects of " + bytes + " bytes (" + missing + " missing)";
    }
}
