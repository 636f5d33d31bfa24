package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Site;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What lies in the pools of sites, and who needs it. */
public interface PoolContents {

    /** What a backup needs of the pool, as full keys. */
    Set<String> needed(Site site, String backup);

    /**
     * Compares a pool with the manifests.
     *
     * @param standing completed backups of the site that nobody has deleted
     * @param marked what the last purge could only mark
     */
    List<Finding> check(Site site, Collection<String> standing, Set<String> marked);
}
