package io.lc2.backup.testkit.simulation;

import static io.lc2.backup.testkit.simulation.InvariantViolation.unless;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.event.Leftovers;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.operation.Operation;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.StepState;
import io.lc2.backup.domain.operation.Subject;
import io.lc2.backup.domain.plan.SourceBackup;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.recovery.Lifecycle;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.testkit.simulation.SimulatedProvider.Blob;
import io.lc2.backup.testkit.simulation.SimulatedProvider.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold of the things outside, given what the log says. */
final class StorageChecks implements SimulatedProvider.Watcher {

    private final World world;
    private final Set<String> touched = new TreeSet<>();
    private final Set<OperationId> leftBehind = new HashSet<>();
    private final Set<OperationId> drills = new HashSet<>();
    private final Map<OperationId, SourceBackup> restores = new TreeMap<>();
    private final Map<OperationId, Map<String, String>> completed = new TreeMap<>();

    StorageChecks(World world) {
        this.world = world;
    }

    @Override
    public void written(String key) {
        if (StoredBackup.isShared(key)) {
            return;
        }
        String folder = StoredBackup.folderOf(key);
        touched.add(folder);
        if (key.equals(folder + StoredBackup.MANIFEST)) {
            manifestWritten(folder);
        }
    }

    /** Another attempt may write it after the operation has ended; that it should not be there is found in the end. */
    private void manifestWritten(String folder) {
        OperationState state = operation(folder);
        if (state == null) {
            return;
        }
        Operation operation = state.operation();
        boolean verified = operation.step(StepKind.VALIDATE_DATABASE) instanceof StepState.Done
                && operation.step(StepKind.VALIDATE_OBJECTS) instanceof StepState.Done;
        unless(verified, Invariant.MANIFEST_LAST, () -> folder + " has a manifest before its data is validated");
        String problem = StoredBackup.problem(world.provider(), folder);
        unless(problem == null, Invariant.MANIFEST_LAST, () -> folder + " has a manifest and " + problem);
    }

    @Override
    public void removing(String key) {
        if (StoredBackup.isShared(key)) {
            removingShared(key);
            return;
        }
        String folder = StoredBackup.folderOf(key);
        RecoveryPoint point = point(folder);
        if (point == null) {
            return;
        }
        unless(!point.held(), Invariant.HOLDS_KEPT, () -> key + " is deleted while it is held");
        String prefix = StoredBackup.projectOf(folder) + "/";
        for (OperationState state : world.partitionOf(point.project())
                .operations()
                .subMap(prefix, true, prefix + Character.MAX_VALUE, false)
                .values()) {
            Subject subject = state.operation().subject();
            boolean reads = subject instanceof Subject.Restore || subject instanceof Subject.Verification;
            unless(
                    !reads || !subject.backupId().equals(point.backupId()),
                    Invariant.READERS_SPARED,
                    () -> key + " is deleted while " + state.operation().first().operationId() + " reads it");
        }
    }

    private void removingShared(String key) {
        String environment = StoredBackup.environmentOf(key);
        for (String other : world.provider().list(environment)) {
            if (other.endsWith("/" + StoredBackup.LISTING)) {
                String folder = StoredBackup.folderOf(other);
                boolean living = world.provider().find(folder + StoredBackup.MANIFEST) != null;
                Blob listing = world.provider().find(other);
                boolean named = listing != null
                        && StoredBackup.needed(folder, listing.content()).contains(key);
                unless(!named || !living, Invariant.POOL_NEEDED, () -> key + " is deleted, which " + folder + " needs");
                unless(
                        !named || !atWork(folder),
                        Invariant.POOL_SPARED,
                        () -> key + " is deleted, which " + folder + " has taken over");
            }
        }
        String copier = StoredBackup.copierOf(key);
        unless(
                copier.isEmpty() || !atWork(copier),
                Invariant.POOL_SPARED,
                () -> key + " is deleted, which " + copier + " has copied");
    }

    private boolean atWork(String folder) {
        OperationState state = operation(folder);
        return state != null && state.active();
    }

    @Override
    public void removed(String key) {
        if (StoredBackup.isShared(key)) {
            return;
        }
        touched.add(StoredBackup.folderOf(key));
    }

    void happened(BackupEvent event) {
        if (event instanceof OperationEvent.Ended end) {
            tornDown(end);
        }
        if (event instanceof OperationEvent.BackupCompleted done) {
            RecoveryPoint point = done.recoveryPoint();
            touched.add(StoredBackup.folder(point.project(), point.environment(), point.backupId()));
        } else if (event instanceof OperationEvent.RestoreRequested asked) {
            restores.put(asked.meta().operationId(), asked.source());
            if (asked.request().drill()) {
                drills.add(asked.meta().operationId());
            }
        } else if (event instanceof OperationEvent.RestoreCompleted done) {
            restored(done);
        } else if (event instanceof OperationEvent.OperationFailed end) {
            left(end.meta().operationId(), end.leftovers());
        } else if (event instanceof OperationEvent.OperationCancelled end) {
            left(end.meta().operationId(), end.leftovers());
        }
    }

    private void tornDown(OperationEvent.Ended end) {
        OperationId id = end.meta().operationId();
        if (!drills.contains(id)) {
            return;
        }
        Leftovers leftovers = switch (end) {
            case OperationEvent.OperationFailed e -> e.leftovers();
            case OperationEvent.OperationCancelled e -> e.leftovers();
            case OperationEvent.Ended e -> Leftovers.NONE;
        };
        unless(
                leftovers == Leftovers.LEFT_BEHIND
                        || world.provider().targets().values().stream()
                                .noneMatch(target -> target.owner().equals(id)),
                Invariant.DRILL_GONE,
                () -> id + " ends as " + end.getClass().getSimpleName() + " and has left something");
    }

    private void left(OperationId id, Leftovers leftovers) {
        if (leftovers == Leftovers.LEFT_BEHIND) {
            leftBehind.add(id);
        }
    }

    private void restored(OperationEvent.RestoreCompleted done) {
        OperationId id = done.meta().operationId();
        SourceBackup source = restores.get(id);
        boolean dryRun = done.endpoints().isEmpty();
        if (source != null && !dryRun) {
            String folder = StoredBackup.folder(done.project(), source.environment(), source.backupId());
            Blob manifest = world.provider().find(folder + StoredBackup.MANIFEST);
            unless(manifest != null, Invariant.READERS_SPARED, () -> folder + " went away while it was restored");
            completed.put(id, StoredBackup.restored(manifest == null ? "" : manifest.content()));
            compare(id);
        }
    }

    private void compare(OperationId restore) {
        Map<String, String> found = new TreeMap<>();
        for (String name : List.of(Programs.databaseOf(restore), Programs.bucketOf(restore))) {
            Target target = world.provider().targets().get(name);
            found.putAll(target == null ? Map.of() : target.contents());
        }
        unless(
                found.equals(completed.get(restore)),
                Invariant.RESTORED_EQUAL,
                () -> restore + " has " + found + ", its backup " + completed.get(restore));
    }

    /** Looks again at every backup that something was done to. */
    void afterStep() {
        if (!touched.isEmpty()) {
            touched.forEach(this::restorable);
            touched.clear();
        }
    }

    private void restorable(String folder) {
        RecoveryPoint point = point(folder);
        if (point != null && point.lifecycle() == Lifecycle.ACTIVE) {
            String problem = StoredBackup.problem(world.provider(), folder);
            unless(problem == null, Invariant.RESTORABLE, () -> folder + " is completed and has " + problem);
        }
    }

    void atTheEnd() {
        for (Partition partition : world.cluster().partitions()) {
            for (RecoveryPoint point : partition.points().values()) {
                restorable(StoredBackup.folder(point.project(), point.environment(), point.backupId()));
            }
        }
        completed.keySet().forEach(this::compare);
        noOrphans();
    }

    private void noOrphans() {
        for (String key : world.provider().repository().keySet()) {
            // What nothing needs of a pool waits for the next purge, which may never be asked for.
            if (StoredBackup.isShared(key)) {
                continue;
            }
            String folder = StoredBackup.folderOf(key);
            RecoveryPoint point = point(folder);
            boolean owned = point != null && point.lifecycle() != Lifecycle.PURGED;
            unless(
                    owned || leftBehind.contains(StoredBackup.backupOf(folder)),
                    Invariant.NO_ORPHANS,
                    () -> key + " is nobody's");
        }
        world.provider().targets().forEach((name, target) -> {
            boolean owned = completed.containsKey(target.owner()) || leftBehind.contains(target.owner());
            unless(owned, Invariant.NO_ORPHANS, () -> name + " is nobody's");
        });
    }

    private @Nullable RecoveryPoint point(String folder) {
        ProjectId project = StoredBackup.projectOf(folder);
        return world.partitionOf(project).points().get(project + "/" + StoredBackup.backupOf(folder));
    }

    private @Nullable OperationState operation(String folder) {
        ProjectId project = StoredBackup.projectOf(folder);
        return world.partitionOf(project).operations().get(project + "/" + StoredBackup.backupOf(folder));
    }
}
