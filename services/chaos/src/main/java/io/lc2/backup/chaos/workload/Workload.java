package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.plan.StepKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks for operations: those a fault waits for, and others beside them. */
public final class Workload {

    private static final Duration STEP_BOUND = Duration.ofSeconds(90);
    private static final Duration COMPLETION_BOUND = Duration.ofMinutes(2);

    private final List<Site> sites;
    private final Commands commands;
    private final EventLog events;
    private final Random random;
    private final Requests requests;
    private final Map<String, Site> siteOf = new ConcurrentHashMap<>();
    /** Backups somebody has asked to delete. */
    private final Set<String> doomed = new HashSet<>();

    private int asked;

    public Workload(List<Site> sites, Commands commands, EventLog events, Random random, InstantSource clock) {
        this.sites = List.copyOf(sites);
        this.commands = commands;
        this.events = events;
        this.random = random;
        this.requests = new Requests(clock);
    }

    /**
     * An operation in the step that was asked for.
     *
     * @param operation its id
     * @param site whose
     */
    public record Reached(String operation, Site site) {

        /** Whether it is a restore. */
        public boolean restores() {
            return operation.startsWith("r");
        }
    }

    /** Asks for an operation that comes to this step, and returns when the step starts. */
    public Reached reach(StepKind step) throws InterruptedException {
        String operation = switch (step) {
            case DUMP_DATABASE, VALIDATE_DATABASE, COPY_OBJECTS, VALIDATE_OBJECTS, WRITE_MANIFEST -> backup(anySite());
            case CHECK_BACKUP, RESTORE_DATABASE, RESTORE_OBJECTS, VALIDATE_RESTORE -> restore(aBackup());
            case VERIFY_BACKUP -> verification(aBackup());
            case PURGE_BACKUP -> deletion(aBackup());
            case CLEAN_UP -> cancelled();
        };
        Optional<Seen> reached = events.await(
                operation, STEP_BOUND, seen -> startsStep(seen.event(), step) || EventLog.isEnd(seen.event()));
        if (reached.isEmpty()) {
            throw new ChaosException("The operation " + operation + " has not come to " + step + " within "
                    + STEP_BOUND.toSeconds() + " s: " + events.of(operation));
        }
        return new Reached(operation, site(operation));
    }

    /** Asks for something else, so that a fault hits more than it is aimed at. */
    public String company() throws InterruptedException {
        commands.repeatSomething();
        double draw = random.nextDouble();
        Optional<String> backup = someBackup();
        if (backup.isEmpty() || draw < 0.4) {
            return backup(anySite());
        }
        if (draw < 0.75) {
            return restore(backup.get());
        }
        if (draw < 0.85) {
            return verification(backup.get());
        }
        return draw < 0.93 ? cancelled() : deletion(backup.get());
    }

    public String backup(Site site) throws InterruptedException {
        String id = id("b", site);
        commands.publish(requests.backup(site, id));
        return id;
    }

    public String restore(String backup) throws InterruptedException {
        Site site = site(backup);
        String id = id("r", site);
        commands.publish(requests.restore(site, id, backup));
        return id;
    }

    /** Whose an operation is. */
    public Site site(String operation) {
        Site site = siteOf.get(operation);
        if (site == null) {
            throw new ChaosException("Nobody has asked for " + operation);
        }
        return site;
    }

    /** Operations asked for so far. */
    public synchronized int asked() {
        return asked;
    }

    private String verification(String backup) throws InterruptedException {
        Site site = site(backup);
        String id = id("v", site);
        commands.publish(requests.verification(site, id, backup));
        return id;
    }

    private String deletion(String backup) throws InterruptedException {
        Site site = site(backup);
        String id = id("d", site);
        doomed.add(backup);
        commands.publish(requests.deletion(site, id, backup));
        return id;
    }

    private String cancelled() throws InterruptedException {
        Site site = anySite();
        String id = backup(site);
        Optional<Seen> running = events.await(
                id,
                STEP_BOUND,
                seen -> startsStep(seen.event(), StepKind.COPY_OBJECTS) || EventLog.isEnd(seen.event()));
        if (running.isEmpty()) {
            throw new ChaosException("The backup " + id + " does not begin to copy: " + events.of(id));
        }
        commands.publish(requests.cancellation(site, id));
        return id;
    }

    private String aBackup() throws InterruptedException {
        Optional<String> there = someBackup();
        if (there.isPresent()) {
            return there.get();
        }
        backup(anySite());
        return events.await(COMPLETION_BOUND, seen -> completed(seen).stream().findAny())
                .orElseThrow(() -> new ChaosException("No backup completes"));
    }

    private Optional<String> someBackup() {
        List<String> completed = completed(events.all());
        return completed.isEmpty() ? Optional.empty() : Optional.of(completed.get(random.nextInt(completed.size())));
    }

    private List<String> completed(List<Seen> all) {
        List<String> completed = new ArrayList<>();
        for (Seen seen : all) {
            String id = EventLog.subject(seen.event());
            if (seen.event() instanceof BackupCompleted && !doomed.contains(id)) {
                completed.add(id);
            }
        }
        return completed;
    }

    private Site anySite() {
        return sites.get(random.nextInt(sites.size()));
    }

    private synchronized String id(String kind, Site site) {
        asked++;
        String id = kind + asked;
        siteOf.put(id, site);
        return id;
    }

    private static boolean startsStep(BackupEvent event, StepKind step) {
        return event instanceof StepStarted started && started.step() == step;
    }
}
