package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Sets up what is special about pools. Nothing else passes for it: a scene that cannot be set up is not played. */
final class PoolScenes {

    private static final int TRIES = 3;

    private final SharedBackups backups;
    private final List<Site> sites;
    private final Random random;
    private final Duration grace;

    PoolScenes(SharedBackups backups, List<Site> sites, Random random, Duration grace) {
        this.backups = backups;
        this.sites = List.copyOf(sites);
        this.random = random;
        this.grace = grace;
    }

    /** A backup that has something to take over, and something to copy; empty if nothing to take over comes about. */
    Optional<String> increment() throws InterruptedException {
        Site site = any(sites);
        return shares(site) ? Optional.of(backups.changedBackup(site)) : Optional.empty();
    }

    /**
     * A removal from a pool after one that has found something nobody needs, and the time of grace; empty if that does not
     * come about.
     */
    Optional<String> collection() throws InterruptedException {
        List<Site> ready = sites.stream()
                .filter(site ->
                        backups.collectable(site) && !backups.pooled(site).isEmpty())
                .toList();
        Site site = any(ready.isEmpty() ? sites : ready);
        // What is unneeded comes last: a later backup would need it again.
        if (ready.isEmpty() && !(shares(site) && leavesUnneeded(site))) {
            return Optional.empty();
        }
        Patience.pause(grace);
        return Optional.of(backups.deletion(any(backups.pooled(site))));
    }

    /** Whether there is a backup that shares its objects, made if there was none. */
    private boolean shares(Site site) throws InterruptedException {
        for (int i = 0; i < TRIES && backups.pooled(site).isEmpty(); i++) {
            backups.awaitEnd(backups.changedBackup(site));
        }
        return !backups.pooled(site).isEmpty();
    }

    /** Whether a purge has found something nobody needs, after a backup whose changes nobody else has. */
    private boolean leavesUnneeded(Site site) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            String garbage = backups.changedBackup(site);
            backups.awaitEnd(garbage);
            if (backups.pooled(site).contains(garbage)) {
                backups.awaitEnd(backups.deletion(garbage));
                if (backups.collectable(site)) {
                    return true;
                }
            }
        }
        return false;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
