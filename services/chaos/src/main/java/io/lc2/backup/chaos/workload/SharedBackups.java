package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.platform.Site;
import java.util.List;

/** Backups of a site that share their objects, and what is done with them. */
public interface SharedBackups {

    /** Asks for an incremental backup of a library that has changed since the one before. */
    String changedBackup(Site site) throws InterruptedException;

    /** Asks for a backup to be deleted. */
    String deletion(String backup) throws InterruptedException;

    /** Waits until an operation has ended, however it does. */
    void awaitEnd(String operation) throws InterruptedException;

    /** Standing backups of a site that share its pool and that no operation reads, oldest first. */
    List<String> pooled(Site site);

    /** Whether objects lie in the pool of this site that the last purge has found unneeded, for the next one to remove. */
    boolean collectable(Site site);

    /** Whose an operation is. */
    Site site(String operation);

    /** What has become of an operation so far. */
    List<Seen> seen(String operation);
}
