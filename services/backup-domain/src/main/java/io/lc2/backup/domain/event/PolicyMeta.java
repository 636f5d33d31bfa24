package io.lc2.backup.domain.event;

import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.CommandId;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event of a policy says about itself.
 *
 * @param policyId the policy it belongs to
 * @param project whose; also the key of the record
 * @param sequence 1 for the first event under this policy id, then without gaps, also beyond a removal
 * @param occurredAt when, by the clock of the scheduler
 * @param commandId the command that caused it; null when time did
 * @param actor who asked for that command, or the policy itself
 * @param correlationId ties a chain of calls together
 */
public record PolicyMeta(
        PolicyId policyId,
        ProjectId project,
        long sequence,
        Instant occurredAt,
        @Nullable CommandId commandId,
        Actor actor,
        String correlationId) {

    /** Identity of the event: the same on every replay and every repetition; never that of an operation's event. */
    public String eventId() {
        return policyId + "@" + sequence;
    }
}
