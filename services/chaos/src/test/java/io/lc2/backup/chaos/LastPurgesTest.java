package io.lc2.backup.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.platform.Sites;
import io.lc2.backup.chaos.verdict.Finding;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.verdict.PoolContents;
import io.lc2.backup.chaos.workload.ScriptedBackups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastPurgesTest {

    private static final List<Site> SITES = Sites.of(1).subList(0, 2);
    private static final Site ALPHA = SITES.get(0);
    private static final Site BETA = SITES.get(1);

    private final ScriptedBackups backups = new ScriptedBackups();
    private final List<Site> compared = new ArrayList<>();

    @Test
    void comparesThePoolsOfAllSites() throws InterruptedException {
        assertThat(run()).isEmpty();
        assertThat(compared).containsExactly(ALPHA, BETA);
    }

    @Test
    void findsASiteWhosePoolCannotBeCompared() throws InterruptedException {
        backups.failing(BETA, 2);

        List<Finding> findings = run();

        assertThat(compared).containsExactly(ALPHA);
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.FAILED, Kind.FAILED, Kind.UNSEEN);
        assertThat(findings.getFirst().text()).startsWith("backup b2 of beta: ").contains("OperationCancelled");
        assertThat(findings.getLast().text()).startsWith("the pool of beta: ").contains("b5", "OperationCancelled");
    }

    @Test
    void findsABackupThatFailsAlsoWhenTheNextOneDoesNot() throws InterruptedException {
        backups.failing(ALPHA, 1);

        assertThat(run()).extracting(Finding::kind).containsExactly(Kind.FAILED);
        assertThat(compared).containsExactly(ALPHA, BETA);
    }

    private List<Finding> run() throws InterruptedException {
        return new LastPurges(backups, new Seeing(), SITES, Duration.ZERO).run(Set::of);
    }

    private final class Seeing implements PoolContents {
        @Override
        public Set<String> needed(Site site, String backup) {
            return Set.of();
        }

        @Override
        public List<Finding> check(Site site, Collection<String> standing, Set<String> marked) {
            compared.add(site);
            return List.of();
        }
    }
}
