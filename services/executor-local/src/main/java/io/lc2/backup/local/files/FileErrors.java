package io.lc2.backup.local.files;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import io.lc2.backup.executor.spi.StepStoppedException;
import io.lc2.backup.executor.spi.TransientProviderException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;

/** What an error of the file system means. */
final class FileErrors {

    private static final Map<FailureCode, String> NEXT_STEPS = Map.of(
            FailureCode.PERMISSION_DENIED,
            "Let the user the executor runs as read and write that folder.",
            FailureCode.STORAGE_FULL,
            "Make room on that file system, or move the folder to a larger one.",
            FailureCode.OBJECT_NOT_FOUND,
            "Find out who removed it.",
            FailureCode.NOT_SUPPORTED,
            "Put the folder on a file system with extended attributes and long names, such as ext4 or xfs.");

    private FileErrors() {}

    /**
     * The failure to throw.
     *
     * @param what what was being done, and to what
     */
    static RuntimeException of(String what, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new StepStoppedException();
        }
        FailureCode code = codeOf(cause);
        String message = what + ": " + reason(cause);
        return code.isTransient()
                ? new TransientProviderException(code, message, nextStep(code), cause)
                : new PermanentProviderException(code, message, nextStep(code), cause);
    }

    static FailureCode codeOf(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return FailureCode.PERMISSION_DENIED;
        }
        if (cause instanceof NoSuchFileException) {
            return FailureCode.OBJECT_NOT_FOUND;
        }
        String reason = reason(cause).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded") || reason.contains("too large")) {
            return FailureCode.STORAGE_FULL;
        }
        if (reason.contains("read-only") || reason.contains("not permitted") || reason.contains("permission denied")) {
            return FailureCode.PERMISSION_DENIED;
        }
        if (reason.contains("not supported") || reason.contains("name too long")) {
            return FailureCode.NOT_SUPPORTED;
        }
        return FailureCode.PROVIDER_ERROR;
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static String nextStep(FailureCode code) {
        return NEXT_STEPS.getOrDefault(
                code, "It is tried again; look at the health of that file system when it stays like this.");
    }
}
