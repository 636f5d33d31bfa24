package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.proxy.FaultProxy.Change;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupSoftDeleted;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.executor.spi.ObjectStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Whatever is outside belongs to an operation that says so, and was made once. */
public final class Leftovers {

    private static final String UNKNOWN = "";
    private static final Set<String> OWN_DATABASES = Set.of("postgres", "template0", "template1");

    private static final String SESSIONS = """
            select application_name || ' on ' || datname || ': ' || state from pg_stat_activity
            where backend_type = 'client backend' and pid <> pg_backend_pid()
              and (state <> 'idle' or application_name in ('pg_dump', 'pg_restore'))
            """;

    private final Servers servers;
    private final List<Site> sites;

    /** Backups that are there. */
    private final Set<String> backups = new HashSet<>();
    /** Backups whose deletion has begun and not been confirmed. */
    private final Set<String> deleted = new HashSet<>();
    /** Operations that say that they left something behind. */
    private final Set<String> confessed = new HashSet<>();

    private final Set<String> databases = new TreeSet<>(OWN_DATABASES);
    private final Set<String> buckets = new TreeSet<>(Set.of(Servers.REPOSITORY));

    public Leftovers(Servers servers, List<Site> sites, List<Seen> events) {
        this.servers = servers;
        this.sites = sites;
        for (Site site : sites) {
            databases.add(site.database());
            buckets.add(site.bucket());
        }
        events.forEach(this::learn);
    }

    /** Looks at everything there is. */
    public List<Finding> check() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (S3Client s3 = servers.s3Client()) {
            repository(s3, findings);
            buckets(s3, findings);
            findings.addAll(UnfinishedUploads.check(s3, this::isConfessed));
        }
        databases(findings);
        sessions(findings);
        madeTwice(findings);
        return findings;
    }

    /** How many operations left something behind and said so. */
    public int confessed() {
        return confessed.size();
    }

    private void learn(Seen seen) {
        switch (seen.event()) {
            case BackupCompleted e -> backups.add(e.meta().operationId().value());
            case BackupPurged e -> deleted.remove(e.backupId().value());
            case BackupSoftDeleted e -> {
                backups.remove(e.source().backupId().value());
                deleted.add(e.source().backupId().value());
            }
            // What a drill has restored is gone again.
            case RestoreCompleted e when e.drill() != null -> {}
            case RestoreCompleted e -> {
                databases.add(Restored.name(e, Component.DATABASE));
                buckets.add(Restored.name(e, Component.OBJECTS));
            }
            case OperationFailed e -> confess(e.meta().operationId().value(), e.leftovers());
            case OperationCancelled e -> confess(e.meta().operationId().value(), e.leftovers());
            case io.lc2.backup.domain.event.BackupEvent other -> {}
        }
    }

    private void confess(String operation, io.lc2.backup.domain.event.Leftovers leftovers) {
        if (leftovers == io.lc2.backup.domain.event.Leftovers.LEFT_BEHIND) {
            confessed.add(operation);
        }
    }

    private void repository(S3Client s3, List<Finding> findings) {
        Map<String, Integer> orphans = new TreeMap<>();
        Map<String, Set<String>> folders = new TreeMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(Servers.REPOSITORY))
                .contents()) {
            // Whether what backups share is needed is another question, see Pools.
            if (sites.stream().anyMatch(site -> Pools.holds(site, object.key()))) {
                continue;
            }
            String backup = backupOf(object.key());
            if (!backups.contains(backup) && !deleted.contains(backup) && !confessed.contains(backup)) {
                orphans.merge(backup.equals(UNKNOWN) ? object.key() : "backup " + backup, 1, Integer::sum);
            }
            if (backups.contains(backup)) {
                int folder = object.key().indexOf(backup) + backup.length() + 1;
                folders.computeIfAbsent(object.key().substring(0, folder), key -> new TreeSet<>())
                        .add(object.key());
            }
        }
        orphans.forEach((owner, count) ->
                findings.add(new Finding(Kind.ORPHAN, count + " objects of " + owner + ", which is no backup")));
        try (ObjectStore store = servers.store()) {
            BackupContents contents = new BackupContents(new Manifests(store, Servers.REPOSITORY));
            folders.forEach((folder, keys) -> findings.addAll(contents.check(folder, keys)));
        }
        backups.stream()
                .filter(backup -> folders.keySet().stream().noneMatch(folder -> folder.endsWith("/" + backup + "/")))
                .forEach(backup -> findings.add(new Finding(Kind.LOST, "everything of backup " + backup)));
    }

    private boolean isConfessed(String bucket, String key) {
        return bucket.equals(Servers.REPOSITORY)
                ? confessed.contains(backupOf(key))
                : confessed.stream().anyMatch(id -> belongs(bucket, id));
    }

    private void buckets(S3Client s3, List<Finding> findings) {
        Set<String> there = new TreeSet<>();
        for (Bucket bucket : s3.listBuckets().buckets()) {
            there.add(bucket.name());
        }
        compare("bucket", buckets, there, findings);
    }

    private void databases(List<Finding> findings) throws SQLException {
        Set<String> there = new TreeSet<>();
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database")) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        compare("database", databases, there, findings);
    }

    /** Tools that outlive their executor, and snapshots that nobody lets go, would hold the source back for ever. */
    private void sessions(List<Finding> findings) throws SQLException {
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SESSIONS)) {
            while (rows.next()) {
                findings.add(new Finding(Kind.ORPHAN, "session " + rows.getString(1)));
            }
        }
    }

    private void compare(String what, Set<String> expected, Set<String> there, List<Finding> findings) {
        for (String name : there) {
            if (!expected.contains(name) && confessed.stream().noneMatch(id -> belongs(name, id))) {
                findings.add(new Finding(Kind.ORPHAN, what + " " + name));
            }
        }
        for (String name : expected) {
            if (!there.contains(name)) {
                findings.add(new Finding(Kind.LOST, what + " " + name));
            }
        }
    }

    /** What a restore makes is called like its source, with the id of the restore at the end. */
    private static boolean belongs(String name, String restore) {
        return name.endsWith("-" + restore) || name.endsWith("_" + restore);
    }

    /** The store takes a manifest once, and makes a bucket once unless it was removed. */
    private void madeTwice(List<Finding> findings) {
        Map<String, Integer> made = new TreeMap<>();
        for (Change change : servers.proxy().changes()) {
            String path = change.target().split("\\?", 2)[0];
            boolean bucket = path.lastIndexOf('/') == 0 && change.target().equals(path);
            if (change.method().equals("PUT") && (bucket || path.endsWith("/manifest.json"))) {
                made.merge(path, 1, Integer::sum);
            } else if (change.method().equals("DELETE") && made.containsKey(path)) {
                made.merge(path, -1, Integer::sum);
            }
        }
        made.forEach((path, times) -> {
            if (times > 1) {
                findings.add(new Finding(Kind.DOUBLED, "%s was made %d times".formatted(path, times)));
            }
        });
    }

    private String backupOf(String key) {
        String[] parts = key.split("/", 5);
        boolean known = parts.length == 5
                && sites.stream().anyMatch(site -> site.project().value().equals(parts[0]))
                && parts[1].equals(Site.SOURCE)
                && parts[2].equals("backups");
        return known ? parts[3] : UNKNOWN;
    }
}
