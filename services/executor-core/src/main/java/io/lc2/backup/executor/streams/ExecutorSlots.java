package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.OperationKind;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.event.QueueReason;
import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.FairShare;
import io.lc2.backup.domain.operation.FreeSlots;
import io.lc2.backup.domain.operation.Limits;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.operation.ProjectState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The slots of one executor over all its partitions. It counts operations in the stores, not threads: each partition
 * says which of its operations are active. Nothing starts while a partition has not said so yet, or after a restart the
 * first partition would fill the slots that operations of the others hold. A slot that becomes free is kept for the
 * project whose turn it is ({@link FairShare}), which asks for it within a second.
 *
 * <p>Guarded by its own monitor, which is held for one pure decision and never for I/O.
 */
public final class ExecutorSlots {

    /** A project that did not ask again for so long cannot be decided about, and must not keep a slot from others. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Limits limits;
    private final Map<Integer, Map<Key, OperationKind>> active = new HashMap<>();
    private final Set<Integer> uncounted = new HashSet<>();
    private final Map<Integer, Map<ProjectId, Wish>> wishes = new HashMap<>();

    /**
     * Starts with everything free.
     *
     * @param limits what may run at once
     */
    public ExecutorSlots(Limits limits) {
        this.limits = limits;
    }

    /** Number of operations that hold a slot. */
    public synchronized int active() {
        return active.values().stream().mapToInt(Map::size).sum();
    }

    /** Number of partitions assigned to this executor whose operations are counted. */
    public synchronized int partitions() {
        return active.size() - uncounted.size();
    }

    /** Number of partitions assigned to this executor whose operations are still being counted. */
    public synchronized int recovering() {
        return uncounted.size();
    }

    /** Decides with what is free and takes it at once, so that two partitions cannot take the last slot both. */
    synchronized Decision decide(int partition, ProjectId project, Instant now, Function<FreeSlots, Decision> decider) {
        Decision decision = decider.apply(free(project, now));
        update(partition, project, decision.state());
        wish(partition, project, decision.state(), now);
        return decision;
    }

    synchronized void assigned(int partition) {
        active.put(partition, new HashMap<>());
        uncounted.add(partition);
    }

    synchronized void counted(int partition) {
        uncounted.remove(partition);
    }

    synchronized void lost(int partition) {
        active.remove(partition);
        uncounted.remove(partition);
        wishes.remove(partition);
    }

    synchronized void update(int partition, ProjectId project, OperationState state) {
        Key key = new Key(project, state.operation().first().operationId());
        Map<Key, OperationKind> mine = of(partition);
        if (state.active()) {
            mine.put(key, state.operation().first().kind());
        } else {
            mine.remove(key);
        }
    }

    /** What a project may take now. */
    private FreeSlots free(ProjectId project, Instant now) {
        if (!uncounted.isEmpty()) {
            return FreeSlots.UNKNOWN;
        }
        return new FreeSlots(
                share(Slot.BACKUP, limits.backups(), project, now),
                share(Slot.RESTORE, limits.restores(), project, now),
                share(Slot.MAINTENANCE, limits.maintenance(), project, now));
    }

    private int share(Slot slot, int limit, ProjectId project, Instant now) {
        Map<ProjectId, Integer> atWork = new HashMap<>();
        active.values()
                .forEach(partition -> partition.forEach((key, kind) -> {
                    if (Slot.of(kind) == slot) {
                        atWork.merge(key.project(), 1, Integer::sum);
                    }
                }));
        int taken = atWork.values().stream().mapToInt(Integer::intValue).sum();
        Instant fresh = now.minus(PATIENCE);
        List<FairShare.Claim> others = new ArrayList<>();
        Instant mine = Instant.MAX;
        for (Map<ProjectId, Wish> partition : wishes.values()) {
            for (Map.Entry<ProjectId, Wish> wish : partition.entrySet()) {
                Instant since = wish.getValue().since().get(slot);
                if (since != null && wish.getKey().equals(project)) {
                    mine = since;
                } else if (since != null && !wish.getValue().at().isBefore(fresh)) {
                    others.add(new FairShare.Claim(wish.getKey(), atWork.getOrDefault(wish.getKey(), 0), since));
                }
            }
        }
        return FairShare.of(limit - taken, new FairShare.Claim(project, atWork.getOrDefault(project, 0), mine), others);
    }

    /** Notes which slots a project waits for, and for nothing else. */
    private void wish(int partition, ProjectId project, ProjectState after, Instant now) {
        Map<Slot, Instant> since = new EnumMap<>(Slot.class);
        for (OperationState state : after.open().values()) {
            if (state instanceof OperationState.Queued queued
                    && queued.waiting() != null
                    && queued.waiting().reason() == QueueReason.EXECUTOR_LIMIT) {
                since.merge(
                        Slot.of(state.operation().first().kind()),
                        state.operation().first().occurredAt(),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        Map<ProjectId, Wish> here = wishes.computeIfAbsent(partition, ignored -> new HashMap<>());
        if (since.isEmpty()) {
            here.remove(project);
        } else {
            here.put(project, new Wish(since, now));
        }
    }

    private void update(int partition, ProjectId project, ProjectState after) {
        of(partition)
                .keySet()
                .removeIf(key -> key.project().equals(project) && !after.open().containsKey(key.id()));
        after.open().values().forEach(state -> update(partition, project, state));
    }

    private Map<Key, OperationKind> of(int partition) {
        return active.computeIfAbsent(partition, ignored -> new HashMap<>());
    }

    private record Key(ProjectId project, OperationId id) {}

    /**
     * What a project waits for.
     *
     * @param since when the first operation that waits for such a slot was accepted
     * @param at when the project was decided about last
     */
    private record Wish(Map<Slot, Instant> since, Instant at) {}

    /** Slots of one sort. */
    private enum Slot {
        BACKUP,
        RESTORE,
        MAINTENANCE;

        static Slot of(OperationKind kind) {
            return switch (kind) {
                case BACKUP -> BACKUP;
                case RESTORE -> RESTORE;
                case VERIFICATION, PURGE -> MAINTENANCE;
            };
        }
    }
}
