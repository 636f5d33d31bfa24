package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.spi.ObjectStore;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The pool of a site holds all that its standing backups need, and nothing that purges should have removed. */
public final class Pools implements PoolContents {

    private static final String FOLDER = "/" + Site.SOURCE + "/objects/";
    private static final String MARKS = "/" + Site.SOURCE + "/objects-unneeded/";
    /** Of a purge: shared objects that were removed. */
    private static final String COLLECTED = "collectedObjects";

    private final Servers servers;

    public Pools(Servers servers) {
        this.servers = servers;
    }

    /** Whether a key of the repository is that of a shared object, or of the marks beside the pool. */
    static boolean holds(Site site, String key) {
        return key.startsWith(site.project() + FOLDER) || key.startsWith(site.project() + MARKS);
    }

    /** Shared objects that purges say they have removed. */
    public static long collected(List<Seen> events) {
        long sum = 0;
        for (Seen seen : events) {
            if (seen.event() instanceof StepSucceeded done && done.step() == StepKind.PURGE_BACKUP) {
                sum += Long.parseLong(done.result().facts().getOrDefault(COLLECTED, "0"));
            }
        }
        return sum;
    }

    @Override
    public Set<String> needed(Site site, String backup) {
        try (ObjectStore store = servers.store()) {
            return manifests(store).of(folder(site, backup)).pooled();
        }
    }

    @Override
    public List<Finding> check(Site site, Collection<String> standing, Set<String> marked) {
        Map<String, Set<String>> needed = new TreeMap<>();
        try (ObjectStore store = servers.store()) {
            for (String backup : standing) {
                needed.put(backup, manifests(store).of(folder(site, backup)).pooled());
            }
        } catch (PermanentProviderException e) {
            return List.of(new Finding(Kind.LOST, "a manifest of " + site.project() + ": " + e.getMessage()));
        }
        List<Finding> findings = new ArrayList<>(compare(list(site.project() + FOLDER), needed, marked));
        Set<String> marks = list(site.project() + MARKS);
        if (marks.size() > 1) {
            findings.add(new Finding(Kind.ORPHAN, "marks of earlier purges: " + marks));
        }
        return findings;
    }

    static List<Finding> compare(Set<String> there, Map<String, Set<String>> needed, Set<String> marked) {
        List<Finding> findings = new ArrayList<>();
        Set<String> unneeded = new TreeSet<>(there);
        unneeded.removeAll(marked);
        needed.forEach((backup, keys) -> {
            unneeded.removeAll(keys);
            keys.stream()
                    .filter(key -> !there.contains(key))
                    .forEach(key -> findings.add(new Finding(Kind.LOST, key + ", which " + backup + " needs")));
        });
        if (!unneeded.isEmpty()) {
            findings.add(new Finding(
                    Kind.ORPHAN,
                    "%d objects of a pool that no backup needs and two purges have not removed, for example %s"
                            .formatted(unneeded.size(), unneeded.iterator().next())));
        }
        return findings;
    }

    private Set<String> list(String prefix) {
        Set<String> keys = new TreeSet<>();
        try (S3Client s3 = servers.s3Client()) {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(Servers.REPOSITORY).prefix(prefix))
                    .contents()) {
                keys.add(object.key());
            }
        }
        return keys;
    }

    private static Manifests manifests(ObjectStore store) {
        return new Manifests(store, Servers.REPOSITORY);
    }

    private static String folder(Site site, String backup) {
        return site.project() + "/" + Site.SOURCE + "/backups/" + backup + "/";
    }
}
