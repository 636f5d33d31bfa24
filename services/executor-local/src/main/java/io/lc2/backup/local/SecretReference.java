package io.lc2.backup.local;

import io.lc2.backup.domain.FailureCode;
import io.lc2.backup.executor.spi.PermanentProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is; it is read when it is needed, so that it can be rotated.
 *
 * @param owner what it belongs to, for messages
 * @param variable environment variable that holds it; null when a file does
 * @param file file whose first line it is; null when a variable holds it
 */
record SecretReference(
        String owner, @Nullable String variable, @Nullable Path file) {

    SecretReference {
        if ((variable == null) == (file == null)) {
            throw new IllegalArgumentException(
                    owner + " names its secret by a variable or by a file, by exactly one of them");
        }
    }

    /**
     * Reads the secret.
     *
     * @param environment the variables of this process
     * @throws PermanentProviderException with {@code NOT_CONFIGURED} when it is not there
     */
    String read(Map<String, String> environment) {
        String value = variable != null ? environment.get(variable) : firstLine();
        if (value == null || value.isEmpty()) {
            throw missing(variable != null ? "the variable " + variable + " is not set" : file + " is empty", null);
        }
        return value;
    }

    private @Nullable String firstLine() {
        try {
            List<String> lines = Files.readAllLines(Objects.requireNonNull(file));
            return lines.isEmpty() ? null : lines.getFirst().strip();
        } catch (IOException e) {
            throw missing(file + " cannot be read", e);
        }
    }

    private PermanentProviderException missing(String what, @Nullable Throwable cause) {
        return new PermanentProviderException(
                FailureCode.NOT_CONFIGURED,
                "The secret of " + owner + " is not there: " + what,
                "Set it where the executor runs, then ask again; a restart is needed for a variable only.",
                cause);
    }
}
