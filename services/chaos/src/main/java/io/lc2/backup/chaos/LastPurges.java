package io.lc2.backup.chaos;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.PoolContents;
import io.lc2.backup.chaos.workload.SharedBackups;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** In the end every pool is purged twice, after its library has changed: what the first purge marks the second removes. */
final class LastPurges {

    private final SharedBackups backups;
    private final PoolContents pools;
    private final List<Site> sites;
    private final Duration grace;
    private final Map<Site, String> latest = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param backups where to ask
     * @param pools what is compared
     * @param sites whose pools
     * @param grace how long an object must have been unneeded before a purge removes it
     */
    LastPurges(SharedBackups backups, PoolContents pools, List<Site> sites, Duration grace) {
        this.backups = backups;
        this.pools = pools;
        this.sites = List.copyOf(sites);
        this.grace = grace;
    }

    /**
     * Purges and compares. Nothing is broken meanwhile, so whatever fails, or cannot be compared, is a finding.
     *
     * @param standing completed backups that nobody has deleted, asked when the purges are done
     */
    List<Finding> run(Supplier<Set<String>> standing) throws InterruptedException {
        purge(changedBackups(sites));
        List<Site> bare =
                sites.stream().filter(site -> backups.pooled(site).isEmpty()).toList();
        changedBackups(bare);
        Patience.pause(grace);
        Map<Site, Set<String>> marked = new LinkedHashMap<>();
        List<String> last = new ArrayList<>();
        for (Site site : sites) {
            List<String> pooled = backups.pooled(site);
            if (pooled.isEmpty()) {
                findings.add(unseen(site));
            } else {
                last.add(pooled.getFirst());
                marked.put(site, pools.needed(site, pooled.getFirst()));
            }
        }
        purge(last);
        for (Map.Entry<Site, Set<String>> entry : marked.entrySet()) {
            List<String> own = standing.get().stream()
                    .filter(backup -> backups.site(backup).equals(entry.getKey()))
                    .toList();
            findings.addAll(pools.check(entry.getKey(), own, entry.getValue()));
        }
        return List.copyOf(findings);
    }

    private Finding unseen(Site site) {
        String backup = latest.getOrDefault(site, "");
        return new Finding(
                Kind.UNSEEN,
                "the pool of %s: no backup that shares it stands and is read by nobody; the latest is %s: %s"
                        .formatted(site.project(), backup, backups.seen(backup)));
    }

    /** Those that have completed. */
    private List<String> changedBackups(Collection<Site> of) throws InterruptedException {
        List<String> asked = new ArrayList<>();
        for (Site site : of) {
            String backup = backups.changedBackup(site);
            asked.add(backup);
            latest.put(site, backup);
        }
        List<String> completed = new ArrayList<>();
        for (String backup : asked) {
            backups.awaitEnd(backup);
            if (has(backup, BackupCompleted.class)) {
                completed.add(backup);
            } else {
                findings.add(new Finding(
                        Kind.FAILED,
                        "backup " + backup + " of " + backups.site(backup).project() + ": " + backups.seen(backup)));
            }
        }
        return completed;
    }

    private void purge(Collection<String> of) throws InterruptedException {
        List<String> purges = new ArrayList<>();
        for (String backup : of) {
            purges.add(backups.deletion(backup));
        }
        for (String purge : purges) {
            backups.awaitEnd(purge);
            if (!has(purge, BackupPurged.class)) {
                findings.add(new Finding(Kind.ORPHAN, "what " + purge + " should remove: " + backups.seen(purge)));
            }
        }
    }

    private boolean has(String operation, Class<?> event) {
        return backups.seen(operation).stream().anyMatch(seen -> event.isInstance(seen.event()));
    }
}
