package io.lc2.backup.chaos;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.Pools;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** In the end every pool is purged twice, after its library has changed: what the first purge marks the second removes. */
final class LastPurges {

    private final Stage stage;
    private final List<Site> sites;
    private final Pools pools;
    private final List<Finding> findings = new ArrayList<>();

    LastPurges(Stage stage, List<Site> sites) {
        this.stage = stage;
        this.sites = sites;
        this.pools = new Pools(stage.servers);
    }

    /**
     * Purges and compares.
     *
     * @param standing completed backups that nobody has deleted, asked when the purges are done
     */
    List<Finding> run(Supplier<Set<String>> standing) throws InterruptedException {
        purge(changedBackups(sites));
        List<Site> bare = sites.stream()
                .filter(site -> stage.workload.pooled(site).isEmpty())
                .toList();
        changedBackups(bare);
        Patience.pause(Servers.POOL_GRACE);
        Map<Site, Set<String>> marked = new LinkedHashMap<>();
        List<String> last = new ArrayList<>();
        for (Site site : sites) {
            List<String> pooled = stage.workload.pooled(site);
            if (!pooled.isEmpty()) {
                last.add(pooled.getFirst());
                marked.put(site, pools.needed(site, pooled.getFirst()));
            }
        }
        purge(last);
        for (Map.Entry<Site, Set<String>> entry : marked.entrySet()) {
            List<String> own = standing.get().stream()
                    .filter(backup -> stage.workload.site(backup).equals(entry.getKey()))
                    .toList();
            findings.addAll(pools.check(entry.getKey(), own, entry.getValue()));
        }
        return List.copyOf(findings);
    }

    private List<String> changedBackups(Collection<Site> of) throws InterruptedException {
        List<String> backups = new ArrayList<>();
        for (Site site : of) {
            backups.add(stage.workload.changedBackup(site));
        }
        for (String backup : backups) {
            stage.workload.awaitEnd(backup);
        }
        return backups;
    }

    private void purge(Collection<String> backups) throws InterruptedException {
        List<String> purges = new ArrayList<>();
        for (String backup : backups) {
            purges.add(stage.workload.deletion(backup));
        }
        for (String purge : purges) {
            stage.workload.awaitEnd(purge);
            if (stage.events.of(purge).stream().noneMatch(seen -> seen.event() instanceof BackupPurged)) {
                findings.add(new Finding(Kind.ORPHAN, "what " + purge + " should remove: " + stage.events.of(purge)));
            }
        }
    }
}
