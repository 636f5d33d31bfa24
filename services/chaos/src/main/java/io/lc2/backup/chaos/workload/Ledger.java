package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.standalone.sample.LibraryContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was asked for, and what became of it as far as the events tell. For one thread. */
final class Ledger {

    /** Of a purge: shared objects that nothing needs and that wait for their time of grace. */
    private static final String UNNEEDED = "unneededObjects";

    /**
     * An operation.
     *
     * @param id its id
     * @param site whose
     * @param backup the backup it makes, reads or removes
     */
    private record Asked(String id, Site site, String backup) {}

    private final EventLog events;
    private final Map<String, Asked> operations = new LinkedHashMap<>();
    private final Map<String, LibraryContent> held = new LinkedHashMap<>();
    private final Set<String> incremental = new HashSet<>();
    /** Backups somebody has asked to delete. */
    private final Set<String> doomed = new HashSet<>();

    Ledger(EventLog events) {
        this.events = events;
    }

    String backup(Site site, LibraryContent library, boolean shared) {
        String id = "b" + (operations.size() + 1);
        operations.put(id, new Asked(id, site, id));
        held.put(id, library);
        if (shared) {
            incremental.add(id);
        }
        return id;
    }

    /** An operation on a backup; its id begins with what kind it is of. */
    String on(String backup, String kind) {
        String id = kind + (operations.size() + 1);
        operations.put(id, new Asked(id, site(backup), backup));
        return id;
    }

    void doom(String backup) {
        doomed.add(backup);
    }

    int size() {
        return operations.size();
    }

    Site site(String operation) {
        return asked(operation).site();
    }

    /** What the library held when the backup was asked for, and while it ran. */
    LibraryContent held(String backup) {
        LibraryContent library = held.get(backup);
        if (library == null) {
            throw new ChaosException("Nobody has asked for the backup " + backup);
        }
        return library;
    }

    /** The backup an operation makes, reads or removes. */
    String backupOf(String operation) {
        return asked(operation).backup();
    }

    /** How many incremental backups have completed. */
    int incremental(List<Seen> seen) {
        return (int) seen.stream()
                .filter(one -> one.event() instanceof BackupCompleted)
                .filter(one -> incremental.contains(EventLog.subject(one.event())))
                .count();
    }

    /** Completed backups that nobody has asked to delete, oldest first. */
    List<String> standing(List<Seen> seen) {
        List<String> completed = new ArrayList<>();
        for (Seen one : seen) {
            String id = EventLog.subject(one.event());
            if (one.event() instanceof BackupCompleted && !doomed.contains(id)) {
                completed.add(id);
            }
        }
        return completed;
    }

    /** Standing backups of a site whose objects lie in its pool, and which no operation reads. */
    List<String> pooled(Site site) {
        List<Seen> seen = events.all();
        Set<String> busy = open(seen).stream().map(one -> asked(one).backup()).collect(Collectors.toSet());
        return standing(seen).stream()
                .filter(incremental::contains)
                .filter(id -> site(id).equals(site) && !busy.contains(id))
                .toList();
    }

    /** Whether a backup of this site may be reading its library. */
    boolean copying(Site site, List<Seen> seen) {
        return open(seen).stream().anyMatch(id -> id.startsWith("b") && site(id).equals(site));
    }

    /**
     * Whether the last purge of this site has left objects in its pool for the next one to remove, and no backup has come
     * about since that may need them again.
     */
    boolean collectable(Site site) {
        boolean marked = false;
        for (Seen seen : events.all()) {
            String id = EventLog.subject(seen.event());
            if (seen.event() instanceof StepSucceeded done
                    && done.step() == StepKind.PURGE_BACKUP
                    && done.result().facts().containsKey(UNNEEDED)
                    && site(id).equals(site)) {
                marked = !done.result().facts().get(UNNEEDED).equals("0");
            } else if (seen.event() instanceof BackupCompleted && incremental.contains(id) && site(id).equals(site)) {
                marked = false;
            }
        }
        return marked;
    }

    private Set<String> open(List<Seen> seen) {
        Set<String> open = new HashSet<>(operations.keySet());
        for (Seen one : seen) {
            if (EventLog.isEnd(one.event())) {
                open.remove(EventLog.subject(one.event()));
            }
        }
        return open;
    }

    private Asked asked(String operation) {
        Asked asked = operations.get(operation);
        if (asked == null) {
            throw new ChaosException("Nobody has asked for " + operation);
        }
        return asked;
    }
}
