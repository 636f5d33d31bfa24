package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When to ask about which operation. Transient: asking an operation once names its times again. */
final class Timers {

    private final TreeSet<Alarm> alarms = new TreeSet<>();

    void set(Instant at, ProjectId project, OperationId id) {
        alarms.add(new Alarm(at, project, id));
    }

    /** Takes out the earliest alarm if its time has come; null when there is none. */
    @Nullable Alarm due(Instant now) {
        return alarms.isEmpty() || alarms.first().at().isAfter(now) ? null : alarms.removeFirst();
    }

    record Alarm(Instant at, ProjectId project, OperationId id) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = at.compareTo(other.at);
            if (byTime != 0) {
                return byTime;
            }
            int byProject = project.value().compareTo(other.project.value());
            return byProject != 0 ? byProject : id.compareTo(other.id);
        }
    }
}
