package io.lc2.backup.domain;

/**
 * Why a step failed: stable names that people write alerts and runbooks against. Add, never rename. Whether the same
 * step may succeed when simply tried again is {@link #isTransient()}.
 */
public enum FailureCode {
    /** The other side did not answer, or the connection broke. */
    CONNECTION_FAILED(true),
    /** The provider asked us to slow down. */
    THROTTLED(true),
    /** The provider failed inside. */
    PROVIDER_ERROR(true),
    /** The step did not end within its time limit. */
    TIMED_OUT(true),
    /** The executor that ran the step stopped answering. */
    EXECUTOR_LOST(true),
    /** The source changed while it was read and a fresh read may succeed. */
    SOURCE_CHANGED(true),
    /** User name or password refused. */
    AUTHENTICATION_FAILED(false),
    /** Authenticated, but not allowed. */
    PERMISSION_DENIED(false),
    /** The instance, store or secret the request names is not configured here. */
    NOT_CONFIGURED(false),
    /** The database does not exist (any more). */
    DATABASE_NOT_FOUND(false),
    /** The bucket or folder does not exist (any more). */
    BUCKET_NOT_FOUND(false),
    /** An object that must be there is not. */
    OBJECT_NOT_FOUND(false),
    /** A program this step needs is not installed. */
    TOOL_MISSING(false),
    /** A program this step needs is older than the server it must talk to. */
    TOOL_TOO_OLD(false),
    /** A program this step ran ended with an error that fits no other code. */
    TOOL_FAILED(false),
    /** No space left where the step writes. */
    STORAGE_FULL(false),
    /** The target exists and is not ours to overwrite. */
    TARGET_NOT_OURS(false),
    /** What was written cannot be read back as it must be: empty, truncated, wrong checksum, failed check. */
    VALIDATION_FAILED(false),
    /** The manifest is missing, damaged or of an unknown version. */
    MANIFEST_INVALID(false),
    /** The step was asked for something this provider cannot do. */
    NOT_SUPPORTED(false),
    /** A defect of ours; the log has the stack trace. */
    INTERNAL_ERROR(false),
    /** The log was lost while it ran, and was rebuilt without its end. */
    LOG_LOST(false);

    private final boolean transientFault;

    FailureCode(boolean transientFault) {
        this.transientFault = transientFault;
    }

    /** True when trying the same step again may succeed without anybody doing anything. */
    public boolean isTransient() {
        return transientFault;
    }
}
