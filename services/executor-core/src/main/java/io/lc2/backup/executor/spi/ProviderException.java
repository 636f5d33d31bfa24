package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.Component;
import io.lc2.backup.domain.Failure;
import io.lc2.backup.domain.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * Something a provider could not do. There are two kinds and no third: trying again may help, or it will not. The texts
 * reach events and people, so they never hold a secret.
 */
public abstract sealed class ProviderException extends RuntimeException
        permits TransientProviderException, PermanentProviderException {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String nextStep;

    ProviderException(FailureCode code, String message, String nextStep, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.nextStep = nextStep;
    }

    /** Stable reason. */
    public FailureCode code() {
        return code;
    }

    /** What somebody can do about it. */
    public String nextStep() {
        return nextStep;
    }

    /**
     * The failure as data.
     *
     * @param component the part of the backup that is concerned
     */
    public Failure toFailure(Component component) {
        String text = getMessage();
        return new Failure(code, component, text == null ? code.name() : text, nextStep);
    }
}
