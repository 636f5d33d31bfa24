package io.lc2.backup.domain.operation;

import io.lc2.backup.domain.Check;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.domain.plan.Facts;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.domain.plan.StepResult;
import java.util.List;
import java.util.Optional;

/** What a result must contain before it is believed: the last line against an empty or unproven backup. */
final class Acceptance {

    private Acceptance() {}

    /** Why a result is not believed; empty when it is. */
    static Optional<Failure> objection(StepKind step, StepResult result) {
        List<String> failed = result.checks().stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .toList();
        if (!failed.isEmpty()) {
            return Optional.of(refuse(step, "did not pass: " + String.join(", ", failed)));
        }
        return switch (step) {
            case DUMP_DATABASE -> unless(!result.artifacts().isEmpty() && result.bytes() > 0, step, "wrote nothing");
            case VALIDATE_DATABASE, VALIDATE_OBJECTS, CHECK_BACKUP, VALIDATE_RESTORE, VERIFY_BACKUP ->
                unless(!result.checks().isEmpty(), step, "made no check");
            case WRITE_MANIFEST ->
                unless(
                        result.facts().containsKey(Facts.MANIFEST_SHA256),
                        step,
                        "did not tell the checksum of the manifest");
            case COPY_OBJECTS, RESTORE_DATABASE, RESTORE_OBJECTS, PURGE_BACKUP, CLEAN_UP -> Optional.empty();
        };
    }

    private static Optional<Failure> unless(boolean holds, StepKind step, String otherwise) {
        return holds ? Optional.empty() : Optional.of(refuse(step, otherwise));
    }

    private static Failure refuse(StepKind step, String reason) {
        return new Failure(
                FailureCode.VALIDATION_FAILED,
                step.component(),
                "The step " + step + " " + reason,
                "Do not rely on this backup; look at the source and the executor's log, then ask again.");
    }
}
