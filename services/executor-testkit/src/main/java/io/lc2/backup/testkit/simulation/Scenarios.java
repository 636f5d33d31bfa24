package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.Application;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.command.CommandMeta;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.request.BackupRequest;
import io.lc2.backup.domain.request.DatabaseSource;
import io.lc2.backup.domain.request.DatabaseStrategy;
import io.lc2.backup.domain.request.DatabaseType;
import io.lc2.backup.domain.request.RestoreRequest;
import io.lc2.backup.domain.request.RestoreType;
import io.lc2.backup.domain.request.Retention;
import io.lc2.backup.domain.request.StorageSource;
import io.lc2.backup.domain.request.StorageType;
import io.lc2.backup.testkit.simulation.FaultKind.Trigger;
import io.lc2.backup.testkit.simulation.Scenario.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Draws scenarios: some projects, a minute of commands that get into each other's way, and faults. Every fourth seed is about
 * one environment whose backups share their objects and come and go one after the other.
 */
final class Scenarios {

    private static final List<String> ENVIRONMENTS = List.of("prd", "uat");
    private static final long UNTIL = 90_000;

    /** Commands and faults that come this close together get into each other's way. */
    private static final long CLOSE = 9_000;

    private static final int MOST_FAULTS = 8;
    private static final int SHARING = 4;
    /** Between one backup or removal and the next one of an environment. */
    private static final long APART = 14_000;

    /** Frozen for longer than this, an executor finds that others have gone on. */
    private static final long TAKEN_OVER = 12_000;

    /** What makes an attempt go on when others believe that it is over. */
    private static final List<FaultKind> ZOMBIES = List.of(FaultKind.STUCK, FaultKind.FROZEN, FaultKind.MOVED);

    private static final FaultKind[] KINDS = FaultKind.values();

    private final SplittableRandom random;
    private final List<ProjectId> projects = new ArrayList<>();
    private final List<List<OperationId>> operations = new ArrayList<>();
    private final List<List<OperationId>> backups = new ArrayList<>();
    private final boolean sharing;
    private int numbered;
    private @Nullable OperationId lastRemoved;

    private Scenarios(long seed) {
        this.random = new SplittableRandom(seed);
        this.sharing = Math.floorMod(seed, SHARING) == SHARING - 1;
        int count = sharing ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            projects.add(new ProjectId("p" + i));
            operations.add(new ArrayList<>());
            backups.add(new ArrayList<>());
        }
    }

    static Scenario of(long seed) {
        return new Scenarios(seed).draw(seed);
    }

    private Scenario draw(long seed) {
        int partitions = 1 + random.nextInt(3);
        Limits limits = new Limits(2, 2 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(2), 4);
        List<Wish> commands = sharing ? generations() : commands();
        // Often too short for anybody to take a deletion back, never so long that nothing is removed.
        Duration grace = Duration.ofMillis(sharing || random.nextInt(3) == 0 ? 0 : random.nextInt(40_000));
        return new Scenario(seed, partitions, limits, grace, commands, faults(partitions, commands));
    }

    private List<Wish> commands() {
        int count = 3 + random.nextInt(8);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean close = !times.isEmpty() && random.nextInt(3) > 0;
            times.add(close ? some(times) + random.nextLong(CLOSE) : random.nextLong(UNTIL));
        }
        times.sort(Comparator.naturalOrder());
        return times.stream().map(at -> new Wish(at, command())).toList();
    }

    /** Backups of one environment that replace each other. */
    private List<Wish> generations() {
        int count = 8 + random.nextInt(9);
        List<Wish> wishes = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < count; i++) {
            at += 500 + random.nextLong(APART);
            List<OperationId> there = backups.getFirst();
            BackupCommand command =
                    there.size() < 2 || random.nextInt(2) == 0 ? backup(meta(0), 0) : lookAtOrRemove(there);
            wishes.add(new Wish(at, command));
        }
        return wishes;
    }

    private BackupCommand lookAtOrRemove(List<OperationId> there) {
        return switch (random.nextInt(6)) {
            case 0 -> new BackupCommand.VerifyBackup(meta(0), name(0, "o"), some(there));
            // Often while its removal waits for a backup to end.
            case 1 -> new BackupCommand.HoldBackup(meta(0), lastRemoved == null ? some(there) : lastRemoved, "");
            default -> {
                lastRemoved = there.remove(random.nextInt(there.size()));
                yield new BackupCommand.DeleteBackup(meta(0), name(0, "o"), lastRemoved, "why", true);
            }
        };
    }

    private CommandMeta meta(int project) {
        return new CommandMeta(
                new CommandId(new UUID(random.nextLong(), random.nextLong())),
                projects.get(project),
                Provider.LOCAL,
                new Actor("u-1", ""),
                World.BEGIN,
                "");
    }

    private BackupCommand command() {
        int project = random.nextInt(projects.size());
        CommandMeta meta = meta(project);
        if (backups.get(project).isEmpty() || random.nextInt(4) == 0) {
            return backup(meta, project);
        }
        OperationId backup = some(backups.get(project));
        return switch (random.nextInt(10)) {
            case 0, 1 -> new BackupCommand.RequestRestore(meta, name(project, "o"), restore(backup));
            case 2 -> new BackupCommand.VerifyBackup(meta, name(project, "o"), backup);
            case 3, 4 -> new BackupCommand.DeleteBackup(meta, name(project, "o"), backup, "why", random.nextBoolean());
            case 5 -> new BackupCommand.UndeleteBackup(meta, backup);
            case 6 -> new BackupCommand.HoldBackup(meta, backup, "");
            case 7 -> new BackupCommand.ReleaseBackup(meta, backup, "");
            default -> new BackupCommand.CancelOperation(meta, toCancel(operations.get(project)));
        };
    }

    /** Mostly the newest, which is the most likely one to be at work. */
    private OperationId toCancel(List<OperationId> known) {
        return random.nextBoolean() ? known.getLast() : some(known);
    }

    private BackupCommand backup(CommandMeta meta, int project) {
        OperationId id = name(project, "b");
        backups.get(project).add(id);
        return new BackupCommand.RequestBackup(meta, id, request());
    }

    private BackupRequest request() {
        return new BackupRequest(
                sharing ? ENVIRONMENTS.getFirst() : some(ENVIRONMENTS),
                Application.LIFERAY,
                Provider.LOCAL,
                new DatabaseSource(
                        DatabaseType.POSTGRESQL,
                        "main",
                        List.of("lportal"),
                        List.of(),
                        Set.of(DatabaseStrategy.DUMP),
                        List.of(),
                        List.of()),
                new StorageSource(
                        StorageType.S3, "", "library", List.of(), List.of(), List.of(), true, true, 8, sharing),
                null,
                null,
                false,
                Retention.DEFAULT,
                "");
    }

    /** Mostly into an environment of its own, often a drill; a restore in place is refused. */
    private RestoreRequest restore(OperationId backup) {
        String target = random.nextInt(3) == 0 ? some(ENVIRONMENTS) : "dev";
        int kind = random.nextInt(8);
        if (kind > 4) {
            return RestoreRequest.drillOf(backup);
        }
        boolean dryRun = kind == 0;
        return new RestoreRequest(
                backup, target, RestoreType.FULL, null, false, dryRun, List.of(), List.of(), false, false);
    }

    private OperationId name(int project, String kind) {
        OperationId id = new OperationId(kind + numbered++);
        operations.get(project).add(id);
        return id;
    }

    private List<Fault> faults(int partitions, List<Wish> commands) {
        int count = random.nextInt(MOST_FAULTS + 1);
        List<Fault> faults = new ArrayList<>();
        boolean lost = false;
        for (int i = 0; i < count; i++) {
            FaultKind kind = some(sharing && random.nextBoolean() ? ZOMBIES : List.of(KINDS));
            // One executor stays, or nothing could ever converge.
            if (kind != FaultKind.LOST_FOR_GOOD || !lost) {
                faults.add(fault(kind, partitions, commands));
            }
            lost |= kind == FaultKind.LOST_FOR_GOOD;
        }
        return faults;
    }

    private Fault fault(FaultKind kind, int partitions, List<Wish> commands) {
        long trigger = trigger(kind.trigger(), commands);
        int target = random.nextInt(kind == FaultKind.MOVED ? partitions : Cluster.EXECUTORS);
        long millis = switch (kind) {
            case STUCK -> 1_000 + random.nextLong(random.nextInt(4) == 0 ? 900_000 : 40_000);
            case REPORT_DELAYED, REPORT_DUPLICATED -> 500 + random.nextLong(25_000);
            case COMMAND_REPEATED -> 1 + random.nextLong(30_000);
            case CRASH, CRASH_BEFORE_CALL, CRASH_AFTER_CALL, CRASH_BEFORE_COMMIT, CRASH_AFTER_COMMIT ->
                2_000 + random.nextLong(25_000);
            case ABORTED -> 50 + random.nextLong(500);
            case FROZEN -> (sharing ? TAKEN_OVER : 1_000) + random.nextLong(25_000);
            case MOVED -> 100 + random.nextLong(15_000);
            case CLOCK_SKEW -> random.nextLong(60_000) - 30_000;
            default -> 0;
        };
        return new Fault(kind, trigger, target, millis);
    }

    private long trigger(Trigger trigger, List<Wish> commands) {
        return switch (trigger) {
            case CALL -> 1 + random.nextLong(80);
            case REPORT -> 1 + random.nextLong(150);
            case COMMIT -> 1 + random.nextLong(120);
            case COMMAND -> 1 + random.nextLong(commands.size());
            case TIME -> some(commands).at() + random.nextLong(CLOSE);
            case START -> random.nextLong();
        };
    }

    private <T> T some(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
