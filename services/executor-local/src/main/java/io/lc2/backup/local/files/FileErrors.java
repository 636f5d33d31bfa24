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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an error of the file system means. */
final class FileErrors {

    /** What the kernel says, in the words of strerror(3); Java has no types for these. */
    private static final List<Known> REASONS = List.of(
            new Known("no space left", FailureCode.STORAGE_FULL),
            new Known("quota exceeded", FailureCode.STORAGE_FULL),
            new Known("too large", FailureCode.STORAGE_FULL),
            new Known("read-only", FailureCode.PERMISSION_DENIED),
            new Known("not permitted", FailureCode.PERMISSION_DENIED),
            new Known("permission denied", FailureCode.PERMISSION_DENIED),
            new Known("not supported", FailureCode.NOT_SUPPORTED),
            new Known("name too long", FailureCode.NOT_SUPPORTED));

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
        return REASONS.stream()
                .filter(known -> reason.contains(known.words()))
                .map(Known::code)
                .findFirst()
                .orElse(FailureCode.PROVIDER_ERROR);
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

    private record Known(String words, FailureCode code) {}
}
