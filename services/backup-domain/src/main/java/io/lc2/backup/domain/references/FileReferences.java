package io.lc2.backup.domain.references;

import java.util.List;

/**
 * Which rows of an application refer to objects of its library: one for each pair of an entry and a version that
 * belong together. Names of tables and columns are compared without case.
 *
 * @param entryTable table of files
 * @param versionTable table of their versions
 * @param sameColumns columns of both tables that are equal where rows belong together
 * @param sameWherePresent such columns that not every release of the application has
 * @param layouts ways in which its stores make keys of such a pair
 */
public record FileReferences(
        String entryTable,
        String versionTable,
        List<String> sameColumns,
        List<String> sameWherePresent,
        List<KeyLayout> layouts) {

    public FileReferences {
        sameColumns = List.copyOf(sameColumns);
        sameWherePresent = List.copyOf(sameWherePresent);
        layouts = List.copyOf(layouts);
    }
}
