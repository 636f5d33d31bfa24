package io.lc2.backup.catalog.rest;

import io.lc2.backup.domain.catalog.EndReason;
import io.lc2.backup.domain.catalog.Words;
import org.jspecify.annotations.Nullable;

/** Why there is no result, and what to do next. */
record FailureView(String code, String component, String message, String nextStep) {

    static @Nullable FailureView of(@Nullable EndReason reason) {
        return reason == null
                ? null
                : new FailureView(reason.code(), Words.kebab(reason.component()), reason.message(), reason.nextStep());
    }
}
