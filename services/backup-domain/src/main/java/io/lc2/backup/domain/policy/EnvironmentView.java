package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.policy.PolicyState.Active;
import java.util.Collection;
import java.util.List;

/**
 * What a decision about an environment is made on.
 *
 * @param policies all wanted policies of the environment, paused ones included
 * @param backups all backups of the environment that are followed
 */
public record EnvironmentView(List<Active> policies, Collection<TrackedBackup> backups) {

    public EnvironmentView {
        policies = List.copyOf(policies);
        backups = List.copyOf(backups);
    }
}
