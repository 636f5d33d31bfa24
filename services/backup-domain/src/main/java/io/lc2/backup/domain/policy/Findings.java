package io.lc2.backup.domain.policy;

import io.lc2.backup.domain.request.Violation;
import java.util.List;

/**
 * What there is to say about a policy.
 *
 * @param violations what is wrong; it is refused unless there is nothing
 * @param warnings what may not be meant; it is accepted all the same
 */
public record Findings(List<Violation> violations, List<Violation> warnings) {

    public Findings {
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }
}
