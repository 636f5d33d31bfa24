package io.lc2.backup.scheduler.streams;

import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.policy.EnvironmentView;
import io.lc2.backup.domain.policy.PolicyState;
import io.lc2.backup.domain.policy.TrackedBackup;
import io.lc2.backup.messaging.topics.AnsweredCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of a partition. The format of their keys is known here only. */
final class PolicyStores {

    /** Policies: {@code <project>/<policy>}. */
    static final String POLICIES = "policies";

    /**
     * When to look at which policy: {@code <milliseconds, 13 digits>/<project>/<policy>}. An entry may be stale, and then
     * there is nothing to decide; a policy with something to decide always has one.
     */
    static final String DUE_TIMES = "due-times";

    /** Answered commands: {@code <project>/<command>}. */
    static final String ANSWERS = "answers";

    /** Backups at work and those whose data is there: {@code <project>/<backup>}. */
    static final String BACKUPS = "backups";

    private static final StringSerializer PREFIX = new StringSerializer();
    private static final byte[] NOTHING = {};
    private static final long LATEST = 9_999_999_999_999L;
    private static final int DIGITS = 13;
    private static final int MOST_DECODED = 20_000;

    private final KeyValueStore<String, PolicyState> policies;
    private final KeyValueStore<String, byte[]> dueTimes;
    private final KeyValueStore<String, HandledCommand> answers;
    private final KeyValueStore<String, TrackedBackup> backups;

    /** Decoding takes as long as deciding, and many policies are due at the full hour. Ends with the life it belongs to. */
    private final Map<String, PolicyState> decoded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PolicyState> eldest) {
            return size() > MOST_DECODED;
        }
    };

    /** An entry of the index: when it was to be looked at is in its key. */
    record Entry(String key) {
        String policy() {
            return key.substring(DIGITS + 1);
        }
    }

    PolicyStores(ProcessorContext<?, ?> context) {
        policies = context.getStateStore(POLICIES);
        dueTimes = context.getStateStore(DUE_TIMES);
        answers = context.getStateStore(ANSWERS);
        backups = context.getStateStore(BACKUPS);
    }

    @Nullable PolicyState policy(ProjectId project, PolicyId id) {
        return find(project + "/" + id);
    }

    @Nullable PolicyState policy(Entry entry) {
        return find(entry.policy());
    }

    void put(ProjectId project, PolicyId id, PolicyState state) {
        String key = project + "/" + id;
        policies.put(key, state);
        decoded.put(key, state);
    }

    /** Policies of a project that are wanted. */
    int active(ProjectId project) {
        int active = 0;
        try (KeyValueIterator<String, PolicyState> all = policies.prefixScan(project + "/", PREFIX)) {
            while (all.hasNext()) {
                active += all.next().value instanceof PolicyState.Active ? 1 : 0;
            }
        }
        return active;
    }

    @Nullable TrackedBackup backup(ProjectId project, OperationId id) {
        return backups.get(project + "/" + id);
    }

    /** Remembers a backup; null forgets it. */
    void put(ProjectId project, OperationId id, @Nullable TrackedBackup backup) {
        backups.put(project + "/" + id, backup);
    }

    /** The wanted policies and the backups of an environment. */
    EnvironmentView environment(ProjectId project, String environment) {
        List<PolicyState.Active> governing = new ArrayList<>();
        List<TrackedBackup> made = new ArrayList<>();
        String prefix = project + "/";
        try (KeyValueIterator<String, PolicyState> all = policies.prefixScan(prefix, PREFIX)) {
            while (all.hasNext()) {
                if (all.next().value instanceof PolicyState.Active active
                        && active.policy().backup().environment().equals(environment)) {
                    governing.add(active);
                }
            }
        }
        try (KeyValueIterator<String, TrackedBackup> all = backups.prefixScan(prefix, PREFIX)) {
            while (all.hasNext()) {
                TrackedBackup backup = all.next().value;
                if (backup.point() != null && backup.point().environment().equals(environment)) {
                    made.add(backup);
                }
            }
        }
        return new EnvironmentView(governing, made);
    }

    @Nullable HandledCommand answer(ProjectId project, CommandId command) {
        return answers.get(project + "/" + command);
    }

    void putAnswer(ProjectId project, HandledCommand answer) {
        answers.put(project + "/" + answer.commandId(), answer);
    }

    void wake(String policy, Instant at) {
        dueTimes.put(timeKey(at.toEpochMilli()) + "/" + policy, NOTHING);
    }

    void wake(ProjectId project, PolicyId id, Instant at) {
        wake(project + "/" + id, at);
    }

    void remove(Entry entry) {
        dueTimes.delete(entry.key());
    }

    /** Entries that are due, earliest first. */
    List<Entry> due(Instant now, int limit) {
        List<Entry> due = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = dueTimes.range("", timeKey(now.toEpochMilli() + 1))) {
            while (entries.hasNext() && due.size() < limit) {
                due.add(new Entry(entries.next().key));
            }
        }
        return due;
    }

    /** Forgets old answers, as {@link AnsweredCommands#prune}. */
    @Nullable String prune(@Nullable String from, Instant before, int limit) {
        return AnsweredCommands.prune(answers, from, before, limit);
    }

    private @Nullable PolicyState find(String key) {
        PolicyState known = decoded.get(key);
        if (known != null) {
            return known;
        }
        PolicyState state = policies.get(key);
        if (state != null) {
            decoded.put(key, state);
        }
        return state;
    }

    private static String timeKey(long millis) {
        String digits = Long.toString(Math.clamp(millis, 0, LATEST));
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
