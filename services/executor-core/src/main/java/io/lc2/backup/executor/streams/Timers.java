package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.OperationId;
import io.lc2.backup.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** When to ask about which operation. Transient: asking an operation once names its times again. */
final class Timers {

    private final TreeSet<Alarm> alarms = new TreeSet<>();

    void clear() {
        alarms.clear();
    }

    void set(Instant at, ProjectId project, OperationId id) {
        alarms.add(new Alarm(at, project, id));
    }

    /** Takes out what is due, at most so many. */
    List<Alarm> due(Instant now, int most) {
        List<Alarm> due = new ArrayList<>();
        while (!alarms.isEmpty() && due.size() < most && !alarms.first().at().isAfter(now)) {
            due.add(alarms.removeFirst());
        }
        return due;
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
