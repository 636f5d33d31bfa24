package io.lc2.backup.executor.steps;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.util.List;

/** Turns checks into a result or a failure that names those that did not pass. */
final class Verdict {

    private Verdict() {}

    /**
     * The checks, if all passed.
     *
     * @throws PermanentProviderException with {@code VALIDATION_FAILED} otherwise
     */
    static List<Check> passed(List<Check> checks, String nextStep) {
        List<String> failed = checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + " (" + check.detail() + ")")
                .toList();
        if (!failed.isEmpty()) {
            throw new PermanentProviderException(
                    FailureCode.VALIDATION_FAILED, "Did not pass: " + String.join("; ", failed), nextStep, null);
        }
        return checks;
    }
}
