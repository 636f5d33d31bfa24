package io.lc2.backup.commandapi.submission;

import io.lc2.backup.domain.request.Violation;
import java.util.List;

/** A request breaks rules; nothing was published. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** Carries everything that is wrong, at least one thing. */
    public InvalidRequestException(List<Violation> violations) {
        super("request breaks " + violations.size() + " rules");
        this.violations = List.copyOf(violations);
    }

    /** What is wrong, by field. */
    public List<Violation> violations() {
        return violations;
    }
}
