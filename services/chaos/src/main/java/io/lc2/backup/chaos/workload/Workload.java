package io.lc2.backup.chaos.workload;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.platform.Library;
import io.lc2.backup.chaos.platform.Servers;
import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.proxy.FaultProxy.Change;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.OperationEvent.StepStarted;
import io.lc2.backup.domain.event.OperationEvent.StepSucceeded;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.standalone.sample.LibraryContent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** Asks for operations: those a fault waits for, and others beside them. For one thread. */
public final class Workload implements SharedBackups {

    private static final Duration STEP_BOUND = Duration.ofSeconds(90);
    private static final Duration COMPLETION_BOUND = Duration.ofMinutes(5);
    /** What is set up with care shall be hit anywhere in its first part, not only at its very beginning. */
    private static final int DEPTH_MILLIS = 300;
    /** How soon a step that has started has begun to send parts. */
    private static final Duration PARTS_BOUND = Duration.ofSeconds(2);

    /** How many backups share their objects with others. */
    private static final double INCREMENTAL = 0.6;
    /** How many find a library that has changed, if none is being made just then. */
    private static final double CHANGED = 0.7;

    private final List<Site> sites;
    private final Servers servers;
    private final Commands commands;
    private final EventLog events;
    private final Random random;
    private final Requests requests;
    private final Ledger ledger;
    private final PoolScenes pools;
    private final Map<Site, Library> libraries = new HashMap<>();

    /**
     * @param servers where the libraries are that change between backups, and what is uploaded
     * @param commands where to ask
     * @param events what becomes of it
     * @param random draws
     * @param clock of this machine
     */
    public Workload(
            List<Site> sites, Servers servers, Commands commands, EventLog events, Random random, InstantSource clock) {
        this.sites = List.copyOf(sites);
        this.servers = servers;
        this.commands = commands;
        this.events = events;
        this.random = random;
        this.requests = new Requests(clock);
        this.ledger = new Ledger(events);
        this.pools = new PoolScenes(this, sites, random, Servers.POOL_GRACE);
        sites.forEach(site -> libraries.put(site, Library.of(servers, site, random)));
    }

    /**
     * An operation in the step that was asked for.
     *
     * @param operation its id
     * @param site whose
     */
    public record Reached(String operation, Site site) {

        /** Whether it is a restore, or a drill. */
        public boolean restores() {
            return operation.startsWith("r");
        }
    }

    /**
     * Asks for an operation that comes to this scene, and returns when its step starts; empty if what the scene needs does
     * not come about.
     */
    public Optional<Reached> reach(Scene scene) throws InterruptedException {
        Optional<String> asked = ask(scene);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String operation = asked.get();
        long uploads = uploads();
        Optional<Seen> reached = events.await(
                operation, STEP_BOUND, seen -> startsStep(seen.event(), scene.step()) || EventLog.isEnd(seen.event()));
        if (reached.isEmpty()) {
            throw new ChaosException("The operation " + operation + " has not come to " + scene.wireName() + " within "
                    + STEP_BOUND.toSeconds() + " s: " + events.of(operation));
        }
        if (sendsParts(operation, scene.step())) {
            Patience.await(PARTS_BOUND, () -> uploads() > uploads || isOver(operation, scene.step()));
        } else if (scene == Scene.INCREMENTAL_COPY || scene == Scene.POOL_COLLECTION) {
            Patience.pause(Duration.ofMillis(random.nextInt(DEPTH_MILLIS)));
        }
        return Optional.of(new Reached(operation, site(operation)));
    }

    /** Asks for something else, so that a fault hits more than it is aimed at. */
    public String company() throws InterruptedException {
        commands.repeatSomething();
        double draw = random.nextDouble();
        Optional<String> backup = someBackup();
        if (backup.isEmpty() || draw < 0.4) {
            return backup(anySite());
        }
        if (draw < 0.65) {
            return restore(backup.get());
        }
        if (draw < 0.75) {
            return drill(backup.get());
        }
        if (draw < 0.85) {
            return verification(backup.get());
        }
        return draw < 0.93 ? cancelled() : deletion(backup.get());
    }

    @Override
    public String changedBackup(Site site) throws InterruptedException {
        Optional<Boolean> quiet = events.await(
                COMPLETION_BOUND, seen -> ledger.copying(site, seen) ? Optional.empty() : Optional.of(true));
        if (quiet.isEmpty()) {
            throw new ChaosException("The backups of " + site.project() + " do not end");
        }
        library(site).change();
        return backup(site, true);
    }

    public String restore(String backup) throws InterruptedException {
        String id = ledger.on(backup, "r");
        commands.publish(requests.restore(site(backup), id, backup));
        return id;
    }

    /** Asks for a restore that removes again what it has made. */
    public String drill(String backup) throws InterruptedException {
        String id = ledger.on(backup, "r");
        commands.publish(requests.drill(site(backup), id, backup));
        return id;
    }

    @Override
    public String deletion(String backup) throws InterruptedException {
        String id = ledger.on(backup, "d");
        ledger.doom(backup);
        commands.publish(requests.deletion(site(backup), id, backup));
        return id;
    }

    @Override
    public void awaitEnd(String operation) throws InterruptedException {
        if (events.await(operation, COMPLETION_BOUND, seen -> EventLog.isEnd(seen.event()))
                .isEmpty()) {
            throw new ChaosException("The operation " + operation + " does not end: " + events.of(operation));
        }
    }

    @Override
    public Site site(String operation) {
        return ledger.site(operation);
    }

    /** What the library held that an operation saves or brings back. */
    public LibraryContent held(String operation) {
        return ledger.held(ledger.backupOf(operation));
    }

    @Override
    public List<String> pooled(Site site) {
        return ledger.pooled(site);
    }

    @Override
    public boolean collectable(Site site) {
        return ledger.collectable(site);
    }

    @Override
    public List<Seen> seen(String operation) {
        return events.of(operation);
    }

    /** Operations asked for so far. */
    public int asked() {
        return ledger.size();
    }

    /** How many of the backups that have completed share their objects with others. */
    public int incremental() {
        return ledger.incremental(events.all());
    }

    private Optional<String> ask(Scene scene) throws InterruptedException {
        return switch (scene) {
            case DUMP_DATABASE, VALIDATE_DATABASE, COPY_OBJECTS, VALIDATE_OBJECTS, WRITE_MANIFEST ->
                Optional.of(backup(anySite()));
            case CHECK_BACKUP, RESTORE_DATABASE, RESTORE_OBJECTS, VALIDATE_RESTORE -> Optional.of(restore(aBackup()));
            case VERIFY_BACKUP -> Optional.of(verification(aBackup()));
            case PURGE_BACKUP -> Optional.of(deletion(aBackup()));
            case CLEAN_UP -> Optional.of(cancelled());
            case INCREMENTAL_COPY -> pools.increment();
            case POOL_COLLECTION -> pools.collection();
            case DRILL_RESTORE, DRILL_CLEAN_UP -> Optional.of(drill(aBackup()));
        };
    }

    private String backup(Site site) throws InterruptedException {
        // What is being copied must not change: what the backup should hold would not be known.
        if (random.nextDouble() < CHANGED && !ledger.copying(site, events.all())) {
            library(site).change();
        }
        return backup(site, random.nextDouble() < INCREMENTAL);
    }

    private String backup(Site site, boolean incremental) throws InterruptedException {
        String id = ledger.backup(site, library(site).content(), incremental);
        commands.publish(requests.backup(site, id, incremental));
        return id;
    }

    private String verification(String backup) throws InterruptedException {
        String id = ledger.on(backup, "v");
        commands.publish(requests.verification(site(backup), id, backup));
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
        return events.await(
                        COMPLETION_BOUND, seen -> ledger.standing(seen).stream().findAny())
                .orElseThrow(() -> new ChaosException("No backup completes"));
    }

    private Optional<String> someBackup() {
        List<String> standing = ledger.standing(events.all());
        return standing.isEmpty() ? Optional.empty() : Optional.of(any(standing));
    }

    private boolean sendsParts(String operation, StepKind step) {
        return site(operation).remote() && (step == StepKind.COPY_OBJECTS || step == StepKind.RESTORE_OBJECTS);
    }

    private boolean isOver(String operation, StepKind step) {
        return events.of(operation).stream()
                .anyMatch(seen -> seen.event() instanceof StepSucceeded done && done.step() == step);
    }

    /** Uploads in parts that have begun so far. */
    private long uploads() {
        return servers.proxy().changes().stream().filter(Change::beginsUpload).count();
    }

    private Library library(Site site) {
        return Objects.requireNonNull(libraries.get(site));
    }

    private Site anySite() {
        return any(sites);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static boolean startsStep(BackupEvent event, StepKind step) {
        return event instanceof StepStarted started && started.step() == step;
    }
}
