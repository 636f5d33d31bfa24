package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.EventMeta;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.domain.recovery.Verification;
import io.lc2.backup.domain.request.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Backups of which the first ones do not succeed; everything else does at once. */
public final class ScriptedBackups implements SharedBackups {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, BackupEvent> ends = new LinkedHashMap<>();
    private final List<String> standing = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final Set<Site> collectable = new HashSet<>();
    private final Set<String> awaited = new HashSet<>();
    private final Map<Site, Integer> failures = new LinkedHashMap<>();

    /** The next backups of a site fail, this many. */
    public ScriptedBackups failing(Site site, int times) {
        failures.put(site, times);
        return this;
    }

    /** All backups asked for. */
    public List<String> asked() {
        return ends.keySet().stream().filter(id -> id.startsWith("b")).toList();
    }

    /** Backups that were deleted, in this order. */
    public List<String> deleted() {
        return List.copyOf(deleted);
    }

    @Override
    public String changedBackup(Site site) {
        String id = "b" + (ends.size() + 1);
        sites.put(id, site);
        boolean fails = failures.merge(site, -1, Integer::sum) >= 0;
        ends.put(id, fails ? cancelled(id) : completed(id));
        return id;
    }

    @Override
    public String deletion(String backup) {
        String id = "d" + (ends.size() + 1);
        sites.put(id, site(backup));
        ends.put(id, new BackupPurged(meta(id), new OperationId(backup), 1, 1));
        standing.remove(backup);
        deleted.add(backup);
        collectable.add(site(backup));
        return id;
    }

    @Override
    public void awaitEnd(String operation) {
        if (awaited.add(operation) && ends.get(operation) instanceof BackupCompleted) {
            standing.add(operation);
            collectable.remove(site(operation));
        }
    }

    @Override
    public List<String> pooled(Site site) {
        return standing.stream().filter(id -> site(id).equals(site)).toList();
    }

    @Override
    public boolean collectable(Site site) {
        return collectable.contains(site);
    }

    @Override
    public Site site(String operation) {
        return sites.get(operation);
    }

    @Override
    public List<Seen> seen(String operation) {
        return List.of(new Seen(ends.get(operation), NOW));
    }

    private BackupEvent cancelled(String id) {
        return new OperationCancelled(meta(id), List.of(), Leftovers.NONE, "");
    }

    private BackupEvent completed(String id) {
        RecoveryPoint point = new RecoveryPoint(
                new OperationId(id),
                site(id).project(),
                Site.SOURCE,
                Application.LIFERAY,
                Provider.LOCAL,
                NOW,
                NOW,
                Set.of(Component.OBJECTS),
                1,
                1,
                "00",
                Retention.DEFAULT,
                Verification.CHECKSUM,
                Lifecycle.ACTIVE,
                null,
                false);
        return new BackupCompleted(meta(id), point, List.of());
    }

    private EventMeta meta(String id) {
        return new EventMeta(
                new OperationId(id),
                OperationKind.BACKUP,
                site(id).project(),
                Site.SOURCE,
                Application.LIFERAY,
                Provider.LOCAL,
                1,
                NOW,
                new CommandId(new UUID(1, 1)),
                new Actor("u-1", ""),
                "c");
    }
}
