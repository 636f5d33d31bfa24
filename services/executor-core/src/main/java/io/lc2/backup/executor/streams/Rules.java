package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.operation.Decision;
import io.lc2.backup.domain.operation.Input;
import io.lc2.backup.domain.operation.Moment;
import io.lc2.backup.domain.operation.ProjectState;

/** What the loop asks before it does anything: {@link io.lc2.backup.domain.operation.Decider#decide}, or what watches it. */
@FunctionalInterface
public interface Rules {

    /** Decides; pure. */
    Decision decide(ProjectState project, Input input, Moment moment);
}
