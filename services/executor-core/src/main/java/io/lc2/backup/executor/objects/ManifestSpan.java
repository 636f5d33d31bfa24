package io.lc2.backup.executor.objects;

/**
 * Entries in a row that a writer has written.
 *
 * @param first key of the first one; empty when there is none
 * @param last key of the last one; empty when there is none
 * @param totals what they hold
 */
record ManifestSpan(String first, String last, LibraryTotals totals) {

    boolean isEmpty() {
        return totals.equals(LibraryTotals.NONE);
    }
}
