package io.lc2.backup.domain.catalog;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.event.CommandRejected;

/**
 * Why there is no result: a failure, or a refusal.
 *
 * @param code stable name: of {@link io.lc2.backup.domain.FailureCode} or {@link io.lc2.backup.domain.RejectionCode}
 * @param component the part that is concerned; a refusal concerns the description of the whole
 * @param message what happened
 * @param nextStep what to do about it
 */
public record EndReason(String code, Component component, String message, String nextStep) {

    /** Of a failure. */
    public static EndReason of(Failure failure) {
        return new EndReason(failure.code().name(), failure.component(), failure.message(), failure.nextStep());
    }

    /** Of a refusal. */
    public static EndReason of(CommandRejected rejection) {
        return new EndReason(rejection.code().name(), Component.MANIFEST, rejection.message(), rejection.nextStep());
    }
}
