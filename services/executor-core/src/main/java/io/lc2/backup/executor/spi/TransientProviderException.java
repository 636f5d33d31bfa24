package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.FailureCode;
import org.jspecify.annotations.Nullable;

/** The same call may succeed when simply tried again. */
public final class TransientProviderException extends ProviderException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes the failure.
     *
     * @param code stable reason, one that is transient
     * @param message what happened, naming the thing it happened to
     * @param nextStep what somebody can do about it
     * @param cause what the SDK, driver or program said; null when there is nothing more
     */
    public TransientProviderException(FailureCode code, String message, String nextStep, @Nullable Throwable cause) {
        super(code, message, nextStep, cause);
        if (!code.isTransient()) {
            throw new IllegalArgumentException(code + " is not transient");
        }
    }
}
