package io.lc2.backup.executor.objects;

import java.util.List;

/**
 * How rows and objects of one backup fit together.
 *
 * @param referenced objects that rows refer to and the request does not leave out
 * @param present those of them that are in the backup
 * @param missing those of them that are not
 * @param vanished those of the missing that were listed but gone before they could be copied
 * @param leftOut objects that rows refer to and the request leaves out
 * @param extra objects in the backup that no row refers to, among them what the application made from others
 * @param orphans those of the extra ones that look like files of users
 * @param missingExamples the first keys of the missing, a few
 * @param example the first key that a row refers to; empty when there is none
 */
public record ReferenceCounts(
        long referenced,
        long present,
        long missing,
        long vanished,
        long leftOut,
        long extra,
        long orphans,
        List<String> missingExamples,
        String example) {

    public ReferenceCounts {
        missingExamples = List.copyOf(missingExamples);
    }

    /**
     * Whether the library is one whose keys these are: it holds an object that is referred to, or at least one that looks
     * as if it could be. Otherwise the application keeps its files elsewhere, and nothing is missing here.
     */
    public boolean isOfThisLibrary() {
        return present > 0 || orphans > 0;
    }
}
